package io.claimstream.model.evaluation;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.Measurement;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.DoubtModel;
import io.claimstream.model.doubt.TrainingRange;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Made-up reports. */
public final class Reports {

    static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
    private static final List<String> FEATURES = List.of("sum_total", "claim_lag_days");

    private Reports() {}

    static Subject subject(@Nullable Double nominalCoverage, String... others) {
        return new Subject(
                manifest(FEATURES), "m-0123456789ab", "compiled/1", "0.1.0", nominalCoverage, List.of(others), null);
    }

    static Subject subject(List<String> features, Learned learned) {
        return new Subject(manifest(features), "m-0123456789ab", "compiled/1", "0.1.0", 0.9, List.of(), learned);
    }

    private static ModelManifest manifest(List<String> features) {
        return new ModelManifest(
                ModelManifest.FORMAT,
                "MOTOR_INJURY",
                "GBP",
                null,
                "v1",
                features,
                ModelManifest.TARGET,
                "xgboost4j/3.0.4",
                TrainingParameters.defaults(),
                "aa",
                1,
                new DatasetSummary(
                        "bb",
                        60,
                        20,
                        20,
                        100,
                        0,
                        START,
                        START.plus(1, ChronoUnit.DAYS),
                        Map.of("WITHDRAWN", 1),
                        List.of()),
                Measurement.onLaterRows(),
                Metrics.of(new double[] {1}, new double[] {1}),
                new DoubtModel(Difficulty.even(), Map.of("sum_total", new TrainingRange(true, 0, 250)), 2, List.of()),
                List.of());
    }

    static EvaluatedRow row(int day, double estimate, double settlement) {
        return new EvaluatedRow(
                START.plus(day, ChronoUnit.DAYS),
                settlement,
                settlement * 1.5,
                estimate,
                new EvaluatedRow.Stated(estimate - 50, estimate + 50, 0.6),
                List.of(settlement * 1.25),
                FloatRow.of(List.of(settlement, day)),
                FloatRow.of(IntStream.range(0, FeatureGroups.ALL.size())
                        .mapToObj(i -> i == 0 ? estimate - 60 : i == 1 ? -20 : 0)
                        .toList()));
    }

    /** The same compared with nothing but the baseline. */
    static EvaluatedRow alone(EvaluatedRow row) {
        return new EvaluatedRow(
                row.eventTime(),
                row.settlement(),
                row.sumOfHeads(),
                row.estimate(),
                row.doubt(),
                List.of(),
                row.features(),
                row.reasons());
    }

    /** Four rows of which every figure can be worked out by hand. */
    static EvaluationReport small() {
        return EvaluationReport.of(
                subject(0.9, "m-champion0000"),
                new Source("claims.csv", "cc", 5, List.of(new Source.LeftOut(3, "NOT_SETTLED"))),
                List.of(row(0, 110, 100), row(2, 90, 100), row(40, 200, 200), row(41, 150, 300)),
                Collections.nCopies(4, PersonGroup.of("Female", 30)));
    }

    /** Two hundred rows; the later ones are larger, and men are estimated 20 % too high. */
    public static EvaluationReport large(String sourceName) {
        List<EvaluatedRow> rows = new ArrayList<>();
        List<PersonGroup> groups = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double settlement = 300 + 13 * i;
            boolean isMan = i % 2 == 0;
            rows.add(alone(row(i, settlement * (isMan ? 1.2 : 1 + 0.001 * (i % 7)), settlement)));
            groups.add(PersonGroup.of(isMan ? "Male" : "Female", 20 + i % 3));
        }
        return EvaluationReport.of(subject(0.9), new Source(sourceName, "cc", 200, List.of()), rows, groups);
    }
}
