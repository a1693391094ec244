package io.claimstream.model;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.Trainer;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small made-up world: claims whose settlement follows the sum of their heads of loss, and a tiny model of it. */
public final class Samples {

    public static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
    public static final ModelSlot SLOT = Slots.everyInsurer("MOTOR_INJURY", "GBP");
    public static final TrainingParameters TINY = new TrainingParameters(12, 3, 0.3, 0.1, 1, 0.9, 0.8, 64, 7);
    public static final RecordRef REF = new RecordRef(2, 17L);
    public static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    public static final int ROWS = 300;

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    static {
        TrustedEvents.trust();
    }

    private Samples() {}

    public static ClaimLabelled labelled(int number) {
        float[] row = row(number);
        BigDecimal sum = BigDecimal.valueOf(row[2]).setScale(2, RoundingMode.HALF_EVEN);
        double factor = number % 3 == 0 ? 0.6 : 1.0;
        return ClaimLabelled.newBuilder()
                .setInsurer("acme")
                .setClaimId("claim-" + number)
                .setRevision(1)
                .setLineOfBusiness(SLOT.getLineOfBusiness())
                .setCurrency(SLOT.getCurrency())
                .setClaimantPseudonym("claimant-" + number)
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(list(row))
                .setSumOfHeads(sum)
                .setFeatures(new RecordRef(0, (long) number))
                .setScoreId("s_" + number)
                .setEstimate(sum)
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(BigDecimal.valueOf(row[2] * factor).setScale(2, RoundingMode.HALF_EVEN))
                .setFeedbackId("f-" + number)
                .setClaimEventTime(START)
                .setLabelEventTime(START.plusSeconds(number))
                .build();
    }

    /** A feature vector: sums in front, every third claim with whiplash left out, some features missing. */
    public static float[] row(int number) {
        Random random = new Random(number);
        float[] row = new float[SCHEMA.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextInt(3);
        }
        row[0] = 200 + random.nextInt(2_000);
        row[1] = 300 + random.nextInt(3_000);
        row[2] = row[0] + row[1];
        row[3] = number % 3;
        return row;
    }

    public static ClaimFeatures features(int number) {
        return features(list(row(number)));
    }

    public static ClaimFeatures features(List<Float> values) {
        return ClaimFeatures.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(1)
                .setLineOfBusiness(SLOT.getLineOfBusiness())
                .setCurrency(SLOT.getCurrency())
                .setEventTime(START)
                .setClaimantPseudonym("p-1")
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(values)
                .setUnseenCategories(List.of())
                .setSumOfHeads(new BigDecimal("1234.50"))
                .setAccepted(REF)
                .setSnapshots(List.of())
                .build();
    }

    public static Dataset dataset(int rows) {
        DatasetBuilder builder = new DatasetBuilder(SLOT, SCHEMA);
        for (int i = 0; i < rows; i++) {
            builder.add(labelled(i));
        }
        return builder.build();
    }

    /** A candidate trained on {@link #ROWS} claims. */
    public static Candidate candidate() {
        Split split = Split.byLabelTime(dataset(ROWS));
        byte[] artifact = new Trainer(TINY).train(split.train(), (round, rounds, rmse) -> {});
        return Candidate.of(split, artifact, origin());
    }

    public static Candidate.Origin origin() {
        return new Candidate.Origin(
                SLOT, TINY, Map.of("WITHDRAWN", 2), List.of(new DatasetSummary.Offsets(0, 0, ROWS)));
    }

    public static CalibrationRecord calibration(String version) {
        return CalibrationRecord.newBuilder()
                .setNumber(4)
                .setModelVersion(version)
                .setSlot(SLOT)
                .setNominalCoverage(0.9)
                .setLogHalfWidth(0.25)
                .setWithinTenPercent(0.7)
                .setRows(60)
                .setLabelled(List.of())
                .setAt(NOW)
                .build();
    }

    /** A signed bundle of {@link #candidate()}, and who trusts it. */
    public static Signed signed(Path folder) {
        Candidate candidate = candidate();
        ModelSigner signer = KeyFiles.signer(folder);
        return new Signed(
                signer.sign(candidate.manifest(), candidate.artifact().bytes()),
                signer,
                new ModelVerifier(KeyFiles.trusted(folder)),
                candidate);
    }

    public record Signed(ModelBundle bundle, ModelSigner signer, ModelVerifier verifier, Candidate candidate) {}

    public static List<Float> list(float[] row) {
        List<Float> values = new ArrayList<>();
        for (float value : row) {
            values.add(value);
        }
        return values;
    }
}
