package io.claimstream.scoring;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelSigner;
import io.claimstream.model.Slots;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.Trainer;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Tiny models of a made-up world, each seed another version, and what is published with them. */
final class TestModels {

    static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
    static final ModelSlot SLOT = Slots.everyInsurer("MOTOR_INJURY", "GBP");
    static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    static final RecordRef REF = new RecordRef(1, 5L);

    private static final int ROWS = 160;
    private static final Map<Integer, Candidate> TRAINED = new ConcurrentHashMap<>();

    static {
        TrustedEvents.trust();
    }

    private TestModels() {}

    /** Trained once for each seed: a candidate does not change. */
    static Candidate candidate(int seed) {
        return TRAINED.computeIfAbsent(seed, key -> candidate(key, SLOT));
    }

    static Candidate candidate(int seed, ModelSlot slot) {
        return candidate(seed, slot, (split, parameters) -> new Trainer(parameters)
                .train(split.train(), (round, rounds, rmse) -> {}));
    }

    static Candidate candidate(int seed, ModelSlot slot, ArtifactSource artifact) {
        DatasetBuilder builder = new DatasetBuilder(SLOT, SCHEMA);
        for (int i = 0; i < ROWS; i++) {
            builder.add(labelled(i));
        }
        Split split = Split.byLabelTime(builder.build());
        TrainingParameters parameters = new TrainingParameters(6, 3, 0.5, 0.1, 1, 0.7, 0.7, 32, seed);
        return Candidate.of(
                split, artifact.of(split, parameters), new Candidate.Origin(slot, parameters, Map.of(), List.of()));
    }

    /** Where the artifact of a candidate comes from. */
    @FunctionalInterface
    interface ArtifactSource {
        byte[] of(Split split, TrainingParameters parameters);
    }

    static ModelBundle bundle(int seed, ModelSigner signer) {
        Candidate candidate = candidate(seed);
        return signer.sign(candidate.manifest(), candidate.artifact().bytes());
    }

    /** A model loaded without any check. */
    static LoadedModel loaded(int seed) {
        Candidate candidate = candidate(seed);
        return new LoadedModel(
                ModelBundle.versionOf(candidate.manifest().toBytes()),
                candidate.manifest(),
                CompiledEngine.load(candidate.artifact().bytes(), SCHEMA.size()));
    }

    static CalibrationRecord calibration(int number, String version) {
        return CalibrationRecord.newBuilder()
                .setNumber(number)
                .setModelVersion(version)
                .setSlot(SLOT)
                .setNominalCoverage(0.9)
                .setLogHalfWidth(0.1 * number)
                .setWithinTenPercent(0.7)
                .setRows(60)
                .setLabelled(List.of())
                .setAt(NOW)
                .build();
    }

    static ModelDeployment deployment(DeploymentAction action, String version, int calibration) {
        return ModelDeployment.newBuilder()
                .setSlot(SLOT)
                .setAction(action)
                .setVersion(version)
                .setCalibration(calibration)
                .setReason("a test")
                .setActor("test")
                .setAt(NOW)
                .build();
    }

    static ClaimFeatures features(int number) {
        return ClaimFeatures.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-" + number)
                .setRevision(1)
                .setLineOfBusiness(SLOT.getLineOfBusiness())
                .setCurrency(SLOT.getCurrency())
                .setEventTime(NOW)
                .setClaimantPseudonym("p-1")
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(row(number))
                .setUnseenCategories(List.of())
                .setSumOfHeads(new BigDecimal("1234.50"))
                .setAccepted(REF)
                .setSnapshots(List.of())
                .build();
    }

    private static ClaimLabelled labelled(int number) {
        BigDecimal sum = BigDecimal.valueOf(row(number).get(2)).setScale(2, RoundingMode.HALF_EVEN);
        return ClaimLabelled.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-" + number)
                .setRevision(1)
                .setLineOfBusiness(SLOT.getLineOfBusiness())
                .setCurrency(SLOT.getCurrency())
                .setClaimantPseudonym("p-" + number)
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(row(number))
                .setSumOfHeads(sum)
                .setFeatures(REF)
                .setScoreId("s_" + number)
                .setEstimate(sum)
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(sum)
                .setFeedbackId("f-" + number)
                .setClaimEventTime(NOW)
                .setLabelEventTime(NOW.plusSeconds(number))
                .build();
    }

    private static List<Float> row(int number) {
        Random random = new Random(number);
        List<Float> row = new ArrayList<>();
        for (int i = 0; i < SCHEMA.size(); i++) {
            row.add(random.nextInt(10) == 0 ? Float.NaN : random.nextInt(3));
        }
        row.set(0, 200f + random.nextInt(2_000));
        row.set(1, 300f + random.nextInt(3_000));
        row.set(2, row.get(0) + row.get(1));
        return row;
    }
}
