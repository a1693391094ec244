package io.claimstream.platform.trace;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Notes the steps of a claim's way as spans of OpenTelemetry. A span tells topic, partition and offset, never what a record holds. Switched off, it notes nothing and
 * has no threads; the place in a trace that came with a record goes on to what follows from it all the same. Spans that cannot be sent are lost, and nothing waits for
 * them. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

    /** Key under which a Streams configuration holds the service's instance; without it nothing is noted. */
    public static final String CONFIG = "claimstream.tracing";

    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final String KAFKA = "kafka";

    private final Tracer tracer;
    private final boolean isOn;
    private final Runnable close;

    private Tracing(TracerProvider provider, boolean isOn, Runnable close) {
        this.tracer = provider.get("io.claimstream");
        this.isOn = isOn;
        this.close = close;
    }

    /** Notes nothing. */
    public static Tracing off() {
        return new Tracing(TracerProvider.noop(), false, () -> {});
    }

    /**
     * As the settings say: sends spans to a collector, or notes nothing.
     *
     * @param service name of the service
     * @param meters where it counts what it sends
     */
    public static Tracing of(Settings settings, String service, MeterRegistry meters) {
        return settings.get(CommonSettings.TRACING_ENDPOINT)
                .map(endpoint ->
                        OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
                .map(collector -> new SpanOutlet(collector, meters))
                .map(spans -> to(spans, settings.get(CommonSettings.TRACING_SAMPLE_RATIO), service))
                .orElseGet(Tracing::off);
    }

    /**
     * Notes spans in a processor, which is closed with this.
     *
     * @param ratio share of the traces that are noted at most, 0 to 1; of those that others began, none that they do not note
     * @param service name of the service
     */
    static Tracing to(SpanProcessor spans, double ratio, String service) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(spans)
                .setSampler(sampler(ratio))
                .setIdGenerator(new TraceIds())
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, service))))
                .build();
        return new Tracing(provider, true, () -> {
            var unused = provider.shutdown();
        });
    }

    /**
     * Whoever comes with a trace may ask that it be left out, and no more: a flag on every request would cost what the ratio is there to save. The id of a trace decides, so that
     * services of the same ratio agree on it.
     */
    private static Sampler sampler(double ratio) {
        Sampler share = Sampler.traceIdRatioBased(ratio);
        return Sampler.parentBasedBuilder(share).setRemoteParentSampled(share).build();
    }

    /** The instance that a Streams configuration holds. */
    public static Tracing from(Map<String, ?> configs) {
        return configs.get(CONFIG) instanceof Tracing tracing ? tracing : off();
    }

    /** Whether spans are noted. */
    public boolean isOn() {
        return isOn;
    }

    /**
     * A step that a record sets off, in the record's trace; what this thread logs until it is closed has the trace's id.
     *
     * @param at where the record stands; asked only when the record is of a trace
     */
    public Step follow(String name, Supplier<Optional<RecordMetadata>> at, Headers headers) {
        Context before = TraceHeader.read(headers);
        return TraceHeader.isPlaced(before) ? step(name, at, before) : Step.UNTRACED;
    }

    /** As {@link #follow}, and begins a trace where the record has none. */
    public Step begin(String name, Supplier<Optional<RecordMetadata>> at, Headers headers) {
        return isOn ? step(name, at, TraceHeader.read(headers)) : follow(name, at, headers);
    }

    /**
     * A step that writes a record, closed when Kafka has answered. It follows from the request that the thread is at work on; where a record is given, it follows from
     * that, and is linked to the request.
     *
     * @param cause headers of the record that it follows from
     */
    public Step publish(String topic, Optional<Headers> cause) {
        Context request = Context.current();
        Context before = cause.map(TraceHeader::read).orElse(request);
        if (!isOn && !TraceHeader.isPlaced(before)) {
            return Step.UNTRACED;
        }
        SpanBuilder builder = tracer.spanBuilder("publish " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(before)
                .setAttribute(SYSTEM, KAFKA)
                .setAttribute(TOPIC, topic);
        if (cause.isPresent()) {
            TraceHeader.place(request).ifPresent(builder::addLink);
        }
        Span span = builder.startSpan();
        return new Step(before.with(span), span::end);
    }

    private Step step(String name, Supplier<Optional<RecordMetadata>> at, Context before) {
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(before)
                .setAttribute(SYSTEM, KAFKA);
        if (isOn) {
            at.get().ifPresent(place -> builder.setAttribute(TOPIC, place.topic())
                    .setAttribute(PARTITION, Integer.toString(place.partition()))
                    .setAttribute(OFFSET, place.offset()));
        }
        Span span = builder.startSpan();
        TraceLog.begin(span.getSpanContext().getTraceId());
        return new Step(before.with(span), () -> {
            TraceLog.end();
            span.end();
        });
    }

    @Override
    public void close() {
        close.run();
    }
}
