package io.claimstream.feedback.export;

import io.claimstream.event.RecordRef;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Events of the log. What cannot be decoded tells nothing of anybody and is passed over. Not thread-safe. */
final class LogReader {

    private final SubjectLog log;
    private final EventSerdes serdes;

    LogReader(SubjectLog log, EventSerdes serdes) {
        this.log = log;
        this.serdes = serdes;
    }

    <V extends SpecificRecord> Optional<V> at(Topic<V> topic, @Nullable RecordRef place) {
        return place == null
                ? Optional.empty()
                : log.at(topic.name(), place).flatMap(it -> decoded(topic.name(), decoder(topic.value()), it));
    }

    <V extends SpecificRecord> void scan(
            Topic<V> topic, Instant since, BiConsumer<ConsumerRecord<byte[], byte[]>, V> events) {
        Deserializer<V> decoder = decoder(topic.value());
        log.scan(topic.name(), since, record -> {
            if (record.value() != null) {
                decoded(topic.name(), decoder, record.value()).ifPresent(it -> events.accept(record, it));
            }
        });
    }

    /** Records as they stand there. */
    void scanBytes(
            Topic<byte[]> topic, Instant since, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
        log.scan(topic.name(), since, records);
    }

    <V extends SpecificRecord> Deserializer<V> decoder(Class<V> type) {
        return serdes.of(type).deserializer();
    }

    static <V> Optional<V> decoded(String topic, Deserializer<V> decoder, byte[] bytes) {
        try {
            return Optional.ofNullable(decoder.deserialize(topic, bytes));
        } catch (DecodingException | UnknownSchemaException e) {
            return Optional.empty();
        }
    }
}
