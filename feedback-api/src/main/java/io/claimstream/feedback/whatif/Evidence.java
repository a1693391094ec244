package io.claimstream.feedback.whatif;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** What scores were made from, by where it stands. Each thread that asks gets a log of its own; a few are kept open. Thread-safe. */
final class Evidence implements AutoCloseable {

    private final Supplier<? extends PlacedLog> logs;
    private final BlockingQueue<PlacedLog> idle;
    private final Reading<ClaimFeatures> features;
    private final Reading<ClaimAccepted> accepted;
    private final Reading<CalibrationRecord> calibrations;

    /** A topic and how its values are read. */
    private record Reading<V extends SpecificRecord>(Topic<V> topic, Deserializer<V> deserializer) {

        static <V extends SpecificRecord> Reading<V> of(Topic<V> topic, EventSerdes serdes) {
            return new Reading<>(topic, serdes.of(topic).deserializer());
        }

        /** Empty when the record cannot be decoded: then it is as good as gone. */
        Optional<V> decoded(byte[] bytes) {
            try {
                return Optional.ofNullable(deserializer.deserialize(topic.name(), bytes));
            } catch (DecodingException | UnknownSchemaException e) {
                return Optional.empty();
            }
        }
    }

    /** @param kept how many logs stay open for the next one who asks; 1 or more */
    Evidence(Supplier<? extends PlacedLog> logs, int kept, EventSerdes serdes) {
        this.logs = logs;
        this.idle = new ArrayBlockingQueue<>(kept);
        this.features = Reading.of(Topics.CLAIMS_FEATURES, serdes);
        this.accepted = Reading.of(Topics.CLAIMS_ACCEPTED, serdes);
        this.calibrations = Reading.of(Topics.MODELS_CALIBRATION, serdes);
    }

    /**
     * Features by their place, if there still are any.
     *
     * @throws org.apache.kafka.common.errors.RetriableException when Kafka does not answer
     */
    Optional<ClaimFeatures> features(RecordRef place) {
        return at(features, place);
    }

    /** An accepted claim by its place; as above. */
    Optional<ClaimAccepted> accepted(RecordRef place) {
        return at(accepted, place);
    }

    /** A calibration by its place; as above. */
    Optional<CalibrationRecord> calibration(RecordRef place) {
        return at(calibrations, place);
    }

    private <V extends SpecificRecord> Optional<V> at(Reading<V> reading, RecordRef place) {
        PlacedLog log = Optional.ofNullable(idle.poll()).orElseGet(logs);
        try {
            Optional<byte[]> bytes = log.at(reading.topic().name(), place);
            giveBack(log);
            return bytes.flatMap(reading::decoded);
        } catch (RuntimeException e) {
            // Whatever state it is in, the next one begins anew.
            log.close();
            throw e;
        }
    }

    private void giveBack(PlacedLog log) {
        if (!idle.offer(log)) {
            log.close();
        }
    }

    @Override
    public void close() {
        for (PlacedLog log = idle.poll(); log != null; log = idle.poll()) {
            log.close();
        }
    }
}
