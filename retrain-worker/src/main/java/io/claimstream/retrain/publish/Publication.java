package io.claimstream.retrain.publish;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelReport;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.Slots;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of one decision, which become visible together or not at all. Immutable. */
public final class Publication {

    private final List<Entry<?>> entries;

    private record Entry<V extends SpecificRecord>(Topic<V> topic, String key, V event) {

        ProducerRecord<String, byte[]> encoded(EventEncoder encoder) {
            Encoded bytes = encoder.encode(topic, event);
            return new ProducerRecord<>(topic.name(), key, bytes.bytes());
        }
    }

    private Publication(List<Entry<?>> entries) {
        this.entries = List.copyOf(entries);
    }

    /** A model that nothing names yet: manifest and chunks. */
    public static Publication candidate(ModelBundle bundle, Instant publishedAt) {
        List<Entry<?>> entries = new ArrayList<>();
        entries.add(new Entry<>(Topics.MODELS_VERSIONS, bundle.version(), bundle.toEvent(publishedAt)));
        bundle.chunks().forEach(chunk -> entries.add(new Entry<>(Topics.MODELS_ARTIFACTS, bundle.version(), chunk)));
        return new Publication(entries);
    }

    /** A published model becomes champion: its calibration, and the move itself. */
    public static Publication promotion(CalibrationRecord calibration, ModelDeployment move) {
        List<Entry<?>> entries = new ArrayList<>();
        entries.add(new Entry<>(Topics.MODELS_CALIBRATION, Slots.key(calibration.getSlot()), calibration));
        entries.add(new Entry<>(Topics.MODELS_DEPLOYMENTS, Slots.key(move.getSlot()), move));
        return new Publication(entries);
    }

    /** Calibrations of models that are in service already. */
    public static Publication calibrations(List<CalibrationRecord> records) {
        List<Entry<?>> entries = new ArrayList<>();
        records.forEach(it -> entries.add(new Entry<>(Topics.MODELS_CALIBRATION, Slots.key(it.getSlot()), it)));
        return new Publication(entries);
    }

    /** A move, or the refusal of one, that needs no other record. */
    public static Publication move(ModelDeployment move) {
        return new Publication(List.of(new Entry<>(Topics.MODELS_DEPLOYMENTS, Slots.key(move.getSlot()), move)));
    }

    /** The same with the report of the model that it is about. */
    public Publication with(ModelReport report) {
        List<Entry<?>> more = new ArrayList<>(entries);
        more.add(new Entry<>(Topics.MODELS_REPORTS, report.getVersion(), report));
        return new Publication(more);
    }

    /** The same after another move. */
    public Publication after(ModelDeployment earlier) {
        List<Entry<?>> more = new ArrayList<>(move(earlier).entries);
        more.addAll(entries);
        return new Publication(more);
    }

    /** Nothing to publish; a command may still be done with. */
    public static Publication nothing() {
        return new Publication(List.of());
    }

    List<ProducerRecord<String, byte[]>> encoded(EventEncoder encoder) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Entry<?> entry : entries) {
            records.add(entry.encoded(encoder));
        }
        return records;
    }
}
