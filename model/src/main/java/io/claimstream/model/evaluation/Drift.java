package io.claimstream.model.evaluation;

import io.claimstream.model.doubt.TrainingRange;
import io.claimstream.model.statistics.ChiSquare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows changed. A manifest holds the range of each feature over the training rows, not its distribution: so it is told which
 * share of rows lies outside of the range, and the population stability index (PSI; Siddiqi, 2006) compares the earlier half of the rows
 * with the later half. A feature has drifted when its PSI is above {@value #NOTEWORTHY} and above what chance gives: without drift PSI is
 * about χ²·(1/n + 1/m) (Yurdakul, 2018); the level of 5 % is corrected for the number of features.
 *
 * @param basis what was compared with what, for people
 * @param earlierRows rows of the earlier half; 0 when there were too few to compare
 * @param laterRows rows of the later half
 * @param cutAt event time of the first row of the later half; null when there were too few
 * @param features the features, the largest PSI first
 */
public record Drift(
        String basis, int earlierRows, int laterRows, @Nullable Instant cutAt, List<FeatureDrift> features) {

    static final double NOTEWORTHY = 0.1;
    static final int MIN_ROWS = 60;

    private static final double ALPHA = 0.05;
    private static final String BASIS =
            "The manifest holds the range of each feature over the training rows, not its distribution. So the share of rows"
                    + " outside of that range is told, and PSI compares the earlier half of these rows with the later half.";

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

    static Drift of(Rows rows, List<String> names, Map<String, TrainingRange> ranges) {
        List<EvaluatedRow> byTime = rows.all().stream()
                .sorted(Comparator.comparing(EvaluatedRow::eventTime))
                .toList();
        int half = byTime.size() < MIN_ROWS ? 0 : byTime.size() / 2;
        List<FeatureDrift> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int feature = i;
            float[] values = new float[byTime.size()];
            IntStream.range(0, values.length)
                    .forEach(row -> values[row] = byTime.get(row).features().get(feature));
            features.add(drift(names.get(i), values, half, new Frame(ranges.get(names.get(i)), names.size())));
        }
        features.sort(Comparator.comparingDouble(FeatureDrift::psi).reversed());
        return half == 0
                ? new Drift(
                        BASIS + " There are fewer than " + MIN_ROWS + " rows, too few for PSI.", 0, 0, null, features)
                : new Drift(BASIS, half, byTime.size() - half, byTime.get(half).eventTime(), features);
    }

    private record Frame(@Nullable TrainingRange range, int features) {}

    private static FeatureDrift drift(String name, float[] values, int half, Frame frame) {
        Double outside = outside(values, frame.range());
        if (half == 0) {
            return new FeatureDrift(name, 0, 0, outside, false);
        }
        Stability stability = Stability.of(values, half);
        double chance = stability.bins() < 2
                ? 0
                : ChiSquare.quantile(1 - ALPHA / frame.features(), stability.bins() - 1)
                        * (1.0 / half + 1.0 / (values.length - half));
        double psi = stability.psi();
        return new FeatureDrift(name, psi, chance, outside, psi > NOTEWORTHY && psi > chance);
    }

    private static @Nullable Double outside(float[] values, @Nullable TrainingRange range) {
        if (range == null) {
            return null;
        }
        int outside = 0;
        for (float value : values) {
            outside += range.contains(value) ? 0 : 1;
        }
        return (double) outside / values.length;
    }
}
