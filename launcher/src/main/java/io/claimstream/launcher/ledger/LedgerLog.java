package io.claimstream.launcher.ledger;

import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.offline.DecodedRecord;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads topics whole, committed records only, and tells how far it is. Not thread-safe. */
final class LedgerLog implements AutoCloseable {

    private final EventSerdes serdes;
    private final Progress progress;
    private final EvidenceLog log;

    LedgerLog(Settings settings, EventSerdes serdes, Progress progress) {
        this.serdes = serdes;
        this.progress = progress;
        this.log = new EvidenceLog(settings);
    }

    /** Told of records with a value; of one that cannot be decoded the event is empty. */
    @FunctionalInterface
    interface Visitor<V> {
        /** Takes the next one. */
        void visit(ConsumerRecord<byte[], byte[]> record, Optional<V> event);
    }

    /** Shows everything that a topic has now, each partition in order. */
    <V extends SpecificRecord> void read(Topic<V> topic, Visitor<V> visitor) {
        Deserializer<V> deserializer = serdes.of(topic).deserializer();
        Map<Integer, Long> reached = new TreeMap<>();
        try (Progress.Task task = progress.task("offsets of " + topic.name() + " read", log.ends(topic.name()))) {
            log.read(topic.name(), record -> {
                if (record.value() != null) {
                    visitor.visit(record, DecodedRecord.of(deserializer, record));
                }
                reached.put(record.partition(), record.offset() + 1);
                task.at(reached.values().stream().mapToLong(Long::longValue).sum());
            });
        }
    }

    /** The log that it reads from. */
    EvidenceLog evidence() {
        return log;
    }

    @Override
    public void close() {
        log.close();
    }
}
