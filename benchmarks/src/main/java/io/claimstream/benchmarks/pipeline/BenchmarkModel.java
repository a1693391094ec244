package io.claimstream.benchmarks.pipeline;

import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.benchmarks.booster.SyntheticBooster;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelSigner;
import io.claimstream.model.Slots;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.Split;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A model with full trees over the product's own features, learned from made-up rows, published as the retrain worker does. */
public final class BenchmarkModel {

    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
    private static final ModelSlot SLOT = Slots.everyInsurer("MOTOR_INJURY", "GBP");
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
    private static final int LABELLED_ROWS = 600;

    private final ModelBundle bundle;
    private final CalibrationRecord calibration;

    private BenchmarkModel(ModelBundle bundle, CalibrationRecord calibration) {
        this.bundle = bundle;
        this.calibration = calibration;
    }

    /** Trains and signs. */
    public static BenchmarkModel train(BoosterSize size, ModelSigner signer) {
        return train(size, signer, 1);
    }

    /** Trains and signs; two models that are published together need calibrations of different numbers. */
    static BenchmarkModel train(BoosterSize size, ModelSigner signer, int calibrationNumber) {
        DatasetBuilder rows = new DatasetBuilder(SLOT, SCHEMA);
        float[] values = SyntheticBooster.rows(SCHEMA.size(), LABELLED_ROWS, 1);
        for (int i = 0; i < LABELLED_ROWS; i++) {
            rows.add(labelled(i, values));
        }
        Candidate candidate = Candidate.of(
                Split.byLabelTime(rows.build()),
                SyntheticBooster.train(SCHEMA.size(), size),
                new Candidate.Origin(SLOT, TrainingParameters.defaults(), Map.of(), List.of()));
        ModelBundle bundle =
                signer.sign(candidate.manifest(), candidate.artifact().bytes());
        return new BenchmarkModel(bundle, calibration(bundle.version(), candidate, calibrationNumber));
    }

    /** Its version. */
    public String version() {
        return bundle.version();
    }

    /** Writes what makes it champion. */
    public void publish(String bootstrapServers, EventSerdes serdes) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Sender sender = new Sender(producer, serdes);
            sender.send(Topics.MODELS_VERSIONS, version(), bundle.toEvent(AT));
            bundle.chunks().forEach(chunk -> sender.send(Topics.MODELS_ARTIFACTS, version(), chunk));
            sender.send(Topics.MODELS_CALIBRATION, Slots.key(SLOT), calibration);
            sender.send(Topics.MODELS_DEPLOYMENTS, Slots.key(SLOT), promotion());
            producer.flush();
        }
    }

    private record Sender(KafkaProducer<String, byte[]> producer, EventSerdes serdes) {

        <V extends SpecificRecord> void send(Topic<V> topic, String key, V event) {
            byte[] value = serdes.of(topic).serializer().serialize(topic.name(), event);
            // Flushed together; a record that is missing keeps the model out of service, which the run notices.
            var unused = producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    /** The record that makes it champion, once it is published. */
    ProducerRecord<String, byte[]> deployment(EventSerdes serdes) {
        return new ProducerRecord<>(
                Topics.MODELS_DEPLOYMENTS.name(),
                Slots.key(SLOT),
                serdes.of(Topics.MODELS_DEPLOYMENTS)
                        .serializer()
                        .serialize(Topics.MODELS_DEPLOYMENTS.name(), promotion()));
    }

    private ModelDeployment promotion() {
        return ModelDeployment.newBuilder()
                .setSlot(SLOT)
                .setAction(DeploymentAction.PROMOTED)
                .setVersion(version())
                .setCalibration(calibration.getNumber())
                .setReason("benchmark")
                .setActor("benchmark")
                .setAt(AT)
                .build();
    }

    private static CalibrationRecord calibration(String version, Candidate candidate, int number) {
        return candidate
                .calibration()
                .toRecord()
                .setNumber(number)
                .setModelVersion(version)
                .setSlot(SLOT)
                .setLabelled(List.of())
                .setAt(AT)
                .build();
    }

    private static ClaimLabelled labelled(int place, float[] values) {
        List<Float> row = new ArrayList<>();
        for (int i = 0; i < SCHEMA.size(); i++) {
            row.add(values[place * SCHEMA.size() + i]);
        }
        return ClaimLabelled.newBuilder()
                .setInsurer("benchmark")
                .setClaimId("b-" + place)
                .setRevision(1)
                .setLineOfBusiness(SLOT.getLineOfBusiness())
                .setCurrency(SLOT.getCurrency())
                .setClaimantPseudonym("b-" + place)
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(row)
                .setSumOfHeads(new BigDecimal("1000.00"))
                .setFeatures(new RecordRef(0, (long) place))
                .setScoreId("s_" + place)
                .setEstimate(new BigDecimal("1000.00"))
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(new BigDecimal("1100.00"))
                .setFeedbackId("f_" + place)
                .setClaimEventTime(AT)
                .setLabelEventTime(AT.plusSeconds(place))
                .build();
    }
}
