package io.claimstream.model.doubt;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a manifest says about a model's doubt. With a calibration it gives interval and confidence of a claim.
 *
 * @param difficulty how hard each claim is
 * @param ranges range of each feature that the model can use over the rows it was trained on, by name; a feature that is not named,
 *     such as those of history, is not checked
 * @param widestRatio upper over lower end of an interval above which a person must look, above 1
 * @param reliability stated confidence against what happened on the holdout, in bins of stated confidence
 */
public record DoubtModel(
        Difficulty difficulty,
        Map<String, TrainingRange> ranges,
        double widestRatio,
        List<ReliabilityBin> reliability) {

    /** An interval whose upper end is more than twice its lower end decides nothing. */
    public static final double WIDEST_RATIO = 2.0;

    public DoubtModel {
        ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
        reliability = List.copyOf(reliability);
        if (!(widestRatio > 1)) {
            throw new IllegalArgumentException("Expected a widest ratio above 1, but it is " + widestRatio);
        }
    }

    /** Whether all of the features lie in the ranges trained on. Protected attributes are no features, so they cannot matter here. */
    public boolean isWithinTraining(List<String> names, float[] row) {
        for (int i = 0; i < row.length; i++) {
            TrainingRange range = ranges.get(names.get(i));
            if (range != null && !range.contains(row[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an interval is too wide to decide on.
     *
     * @param halfWidth half its width on the logarithmic scale, 0 or more
     */
    public boolean isTooUncertain(double halfWidth) {
        return StrictMath.exp(2 * halfWidth) > widestRatio;
    }
}
