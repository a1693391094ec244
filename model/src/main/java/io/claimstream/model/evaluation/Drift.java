package io.claimstream.model.evaluation;

import io.claimstream.model.doubt.TrainingRange;
import io.claimstream.model.statistics.ChiSquare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows changed since the model was trained. Where the rows trained on are at hand, the population stability index (PSI; Siddiqi,
 * 2006) compares them with these rows. Else it compares the earlier half of these rows with the later half, since a manifest holds
 * the range of each feature over the training rows, not its distribution. A feature has drifted when its PSI is above {@value #NOTEWORTHY} and
 * above what chance gives: without drift PSI is about χ²·(1/n + 1/m) (Yurdakul, 2018); the level of 5 % is corrected for the number of features.
 *
 * @param basis what PSI compares
 * @param earlierRows rows compared with; 0 when there were too few
 * @param laterRows rows that may have changed
 * @param cutAt event time of the first row of the later half; null when no halves are compared
 * @param features the features and {@value #SETTLEMENT}, the largest PSI first
 */
public record Drift(Basis basis, int earlierRows, int laterRows, @Nullable Instant cutAt, List<FeatureDrift> features) {

    static final double NOTEWORTHY = 0.1;

    /** Name under which what was paid stands among the features. */
    static final String SETTLEMENT = "settlement";

    /** Least number of rows on either side. */
    static final int MIN_ROWS = 30;

    private static final double ALPHA = 0.05;

    /** What PSI compares. */
    public enum Basis {
        /** The rows trained on with these rows. */
        TRAINING_ROWS,
        /** The earlier half of these rows with the later half. */
        HALVES,
        /** Nothing: there were too few rows. */
        TOO_FEW_ROWS
    }

    public Drift {
        features = List.copyOf(features);
    }

    /**
     * A feature.
     *
     * @param feature its name
     * @param psi population stability index, 0 or more
     * @param chance PSI that chance alone stays below, 95 % of the time for all features together
     * @param outsideTraining share of rows outside of the range trained on; null when the manifest does not name the feature
     * @param isDrifted whether it changed noticeably and beyond chance
     */
    public record FeatureDrift(
            String feature, double psi, double chance, @Nullable Double outsideTraining, boolean isDrifted) {}

    static Drift of(Rows rows, Subject subject) {
        List<EvaluatedRow> byTime = rows.all().stream()
                .sorted(Comparator.comparing(EvaluatedRow::eventTime))
                .toList();
        Learned learned = subject.learned();
        if (learned != null && learned.train().size() >= MIN_ROWS && byTime.size() >= MIN_ROWS) {
            int before = learned.train().size();
            List<FeatureDrift> features = features(byTime, subject, new Sides(learned, before, before + byTime.size()));
            return new Drift(Basis.TRAINING_ROWS, before, byTime.size(), null, features);
        }
        int half = byTime.size() / 2;
        if (half < MIN_ROWS) {
            List<FeatureDrift> features = features(byTime, subject, new Sides(null, 0, byTime.size()));
            return new Drift(Basis.TOO_FEW_ROWS, 0, 0, null, features);
        }
        return new Drift(
                Basis.HALVES,
                half,
                byTime.size() - half,
                byTime.get(half).eventTime(),
                features(byTime, subject, new Sides(null, half, byTime.size())));
    }

    /** The first of all values are compared with the others; 0 for no comparison. */
    private record Sides(@Nullable Learned learned, int first, int all) {

        /** The values of one column: those of the rows trained on, if they are compared with, and those of these rows. */
        float[] values(float[] trained, List<EvaluatedRow> rows, ToDoubleFunction<EvaluatedRow> figure) {
            float[] values = new float[all];
            System.arraycopy(trained, 0, values, 0, trained.length);
            for (int i = 0; i < rows.size(); i++) {
                values[trained.length + i] = (float) figure.applyAsDouble(rows.get(i));
            }
            return values;
        }
    }

    private static List<FeatureDrift> features(List<EvaluatedRow> rows, Subject subject, Sides sides) {
        List<String> names = subject.manifest().features();
        Map<String, TrainingRange> ranges = subject.manifest().doubt().ranges();
        Learned learned = sides.learned();
        List<FeatureDrift> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int feature = i;
            float[] trained = learned == null ? new float[0] : learned.column(feature);
            float[] values = sides.values(trained, rows, row -> row.features().get(feature));
            Double outside = outside(values, trained.length, ranges.get(names.get(i)));
            features.add(drift(names.get(i), values, outside, new Frame(sides.first(), names.size() + 1)));
        }
        float[] paid = learned == null ? new float[0] : learned.settlements();
        features.add(drift(
                SETTLEMENT,
                sides.values(paid, rows, EvaluatedRow::settlement),
                null,
                new Frame(sides.first(), names.size() + 1)));
        features.sort(Comparator.comparingDouble(FeatureDrift::psi).reversed());
        return features;
    }

    private record Frame(int first, int features) {}

    private static FeatureDrift drift(String name, float[] values, @Nullable Double outside, Frame frame) {
        int first = frame.first();
        if (first == 0) {
            return new FeatureDrift(name, 0, 0, outside, false);
        }
        Stability stability = Stability.of(values, first);
        double chance = stability.bins() < 2
                ? 0
                : ChiSquare.quantile(1 - ALPHA / frame.features(), stability.bins() - 1)
                        * (1.0 / first + 1.0 / (values.length - first));
        double psi = stability.psi();
        return new FeatureDrift(name, psi, chance, outside, psi > NOTEWORTHY && psi > chance);
    }

    private static @Nullable Double outside(float[] values, int from, @Nullable TrainingRange range) {
        if (range == null) {
            return null;
        }
        int outside = 0;
        for (int i = from; i < values.length; i++) {
            outside += range.contains(values[i]) ? 0 : 1;
        }
        return (double) outside / (values.length - from);
    }
}
