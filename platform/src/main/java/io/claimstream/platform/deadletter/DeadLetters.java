package io.claimstream.platform.deadletter;

import io.claimstream.platform.streams.Origin;
import io.claimstream.platform.trace.TraceHeader;
import io.claimstream.platform.trace.TraceLog;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the dead letters of one service and counts them in {@code claimstream.dead.letters}. Kafka Streams makes the handlers by
 * class name, so this reaches them through the configuration. Thread-safe.
 */
public final class DeadLetters {

    /** Key under which a Streams configuration holds the service's instance. */
    public static final String CONFIG = "claimstream.dead.letters";

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);

    private final String service;
    private final MeterRegistry meters;
    private final Consumer<Origin> listener;
    private final UnaryOperator<byte[]> original;

    /**
     * Makes the dead letters of a service.
     *
     * @param listener told the original coordinates of each
     */
    public DeadLetters(String service, MeterRegistry meters, Consumer<Origin> listener) {
        this(service, meters, listener, it -> it);
    }

    /**
     * As above, of a service whose records pass through sealed.
     *
     * @param original gives the bytes that upstream sent for those of a record
     */
    public DeadLetters(
            String service, MeterRegistry meters, Consumer<Origin> listener, UnaryOperator<byte[]> original) {
        this.original = original;
        this.service = service;
        this.meters = meters;
        this.listener = listener;
        for (Enum<?> code : codes()) {
            // There from the start: an increase from nothing to one is none to Prometheus.
            var unused = counter(code.name());
        }
    }

    private static List<Enum<?>> codes() {
        List<Enum<?>> codes = new ArrayList<>(List.of(DecodingException.Code.values()));
        codes.addAll(List.of(DeadLetterCode.values()));
        return codes;
    }

    private Counter counter(String code) {
        return Counter.builder("claimstream.dead.letters")
                .description("Records that could not be decoded or met a bug")
                .tag("service", service)
                .tag("code", code)
                .register(meters);
    }

    /** The instance that a handler's configuration holds. */
    static DeadLetters from(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof DeadLetters letters) {
            return letters;
        }
        throw new IllegalArgumentException("Expected the Streams configuration to hold '" + CONFIG + "'.");
    }

    /** The dead letter of a record that failed, counted and logged. */
    ProducerRecord<byte[], byte[]> letter(
            String code, Exception error, ErrorHandlerContext at, byte @Nullable [] key, byte @Nullable [] value) {
        Origin origin = Origin.of(at.topic(), at.headers())
                .orElseGet(() -> new Origin(at.topic(), at.partition(), at.offset(), key));
        count(code, origin, at.headers());
        Throwable cause = error.getCause() == null ? error : error.getCause();
        Headers headers = keep(at.headers());
        header(headers, DeadLetterHeaders.CODE, code);
        header(headers, DeadLetterHeaders.TOPIC, origin.topic());
        header(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
        header(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
        header(headers, DeadLetterHeaders.TIMESTAMP, Long.toString(at.timestamp()));
        header(headers, DeadLetterHeaders.SERVICE, service);
        header(headers, DeadLetterHeaders.ERROR, cause.getClass().getName());
        // No timestamp: the producer stamps it now. The original one may be any time when upstream's clock set it, and
        // retention
        // or the broker would drop the letter.
        return new ProducerRecord<>(
                Topics.CLAIMS_DEAD.name(),
                null,
                null,
                origin.key(),
                value == null ? null : original.apply(value),
                headers);
    }

    private void count(String code, Origin origin, Headers headers) {
        counter(code).increment();
        listener.accept(origin);
        TraceLog.in(TraceHeader.traceId(headers), LOGGER.atWarn())
                .addKeyValue("service", service)
                .addKeyValue("code", code)
                .addKeyValue("topic", origin.topic())
                .addKeyValue("partition", origin.partition())
                .addKeyValue("offset", origin.offset())
                .log("dead letter");
    }

    private static Headers keep(Headers original) {
        Headers kept = new RecordHeaders();
        for (Header header : original) {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
                kept.add(header);
            }
        }
        Origin.clear(kept);
        return kept;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
