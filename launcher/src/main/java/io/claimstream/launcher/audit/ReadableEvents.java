package io.claimstream.launcher.audit;

import io.claimstream.launcher.offline.DecodedRecord;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Hands on the events of records. A record without a value is passed over; one that this build cannot read too, and counted. Not thread-safe. */
final class ReadableEvents {

    private final EventSerdes serdes;
    private long unreadable;

    ReadableEvents(EventSerdes serdes) {
        this.serdes = serdes;
    }

    /** Takes the records of a topic, and hands on each with its event. */
    <V extends SpecificRecord> Consumer<ConsumerRecord<byte[], byte[]>> of(
            Topic<V> topic, BiConsumer<ConsumerRecord<byte[], byte[]>, V> taker) {
        Deserializer<V> deserializer = serdes.of(topic).deserializer();
        return record -> {
            if (record.value() != null) {
                DecodedRecord.of(deserializer, record)
                        .ifPresentOrElse(event -> taker.accept(record, event), () -> unreadable++);
            }
        };
    }

    /** How many could not be read. */
    long unreadable() {
        return unreadable;
    }
}
