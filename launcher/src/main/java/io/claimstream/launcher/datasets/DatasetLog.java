package io.claimstream.launcher.datasets;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.offline.ErasureEvidence;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The topics as typed records, committed ones only, with progress told while it reads. Not thread-safe. */
final class DatasetLog implements AutoCloseable {

    private final EvidenceLog log;
    private final EventSerdes serdes;
    private final Progress progress;

    /** Connects to the Kafka that the settings name; nothing is read yet. */
    DatasetLog(Settings settings, EventSerdes serdes, Progress progress) {
        this.log = new EvidenceLog(settings);
        this.serdes = serdes;
        this.progress = progress;
    }

    /** Told of records and where they stand. */
    @FunctionalInterface
    interface Visitor<V> {
        void visit(RecordRef place, V event);
    }

    /** What a topic has now. */
    List<Offsets> whole(Topic<?> topic) {
        return log.whole(topic.name());
    }

    /** Those ranges of which a topic does not have every offset. */
    List<Offsets> missing(Topic<?> topic, List<Offsets> ranges) {
        return log.missing(topic.name(), ranges);
    }

    /** Everybody who is erased now. */
    Erasures erasures() {
        return ErasureEvidence.read(log, serdes);
    }

    /** Records of a topic that copies count instead of, which were put back after a failure. Reads all of it. */
    Set<RecordRef> replaced(Topic<?> topic) {
        Set<RecordRef> replaced = new HashSet<>();
        log.read(topic.name(), record -> ReplayProof.replaced(record.headers())
                .ifPresent(offset -> replaced.add(new RecordRef(record.partition(), offset))));
        return replaced;
    }

    /** Reads everything that a topic has now. */
    <V extends SpecificRecord> void read(Topic<V> topic, Visitor<V> visitor) {
        read(topic, whole(topic), visitor);
    }

    /**
     * Reads ranges that the topic must have.
     *
     * @throws BadInputException when a record there cannot be decoded
     */
    <V extends SpecificRecord> void read(Topic<V> topic, List<Offsets> ranges, Visitor<V> visitor) {
        List<Offsets> missing = missing(topic, ranges);
        if (!missing.isEmpty()) {
            throw new BadInputException("Expected all of " + topic.name() + " in partitions "
                    + missing.stream().map(Offsets::partition).toList()
                    + ", but it is not there (any more). Check its retention.");
        }
        Deserializer<V> deserializer = serdes.of(topic).deserializer();
        long offsets =
                ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
        try (Progress.Task task = progress.task("offsets of " + topic.name() + " read", offsets)) {
            Map<Integer, Long> reached = new HashMap<>();
            log.read(topic.name(), ranges, record -> {
                RecordRef place = new RecordRef(record.partition(), record.offset());
                // A tombstone says nothing of a dataset: whatever was erased is missed where it is needed.
                if (record.value() != null) {
                    visitor.visit(place, decoded(topic, deserializer, place, record.value()));
                }
                reached.put(record.partition(), record.offset() + 1);
                task.at(reached.values().stream().mapToLong(Long::longValue).sum());
            });
        }
    }

    /** Records by where they stand; a place without a committed record is absent. */
    <V extends SpecificRecord> Map<RecordRef, V> at(Topic<V> topic, Collection<RecordRef> places) {
        Deserializer<V> deserializer = serdes.of(topic).deserializer();
        Map<RecordRef, V> found = new HashMap<>();
        log.at(topic.name(), places)
                .forEach((place, bytes) -> found.put(place, decoded(topic, deserializer, place, bytes)));
        return found;
    }

    private static <V> V decoded(Topic<?> topic, Deserializer<V> deserializer, RecordRef place, byte[] bytes) {
        try {
            return deserializer.deserialize(topic.name(), bytes);
        } catch (DecodingException | UnknownSchemaException e) {
            throw new BadInputException(
                    FindingCode.RECORD_UNREADABLE + " " + topic.name() + " " + place.getPartition() + "@"
                            + place.getOffset()
                            + ": expected a record that this build can read. Look at its schema id: another program may have"
                            + " written it.");
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
