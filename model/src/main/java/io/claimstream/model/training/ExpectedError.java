package io.claimstream.model.training;

import java.util.Arrays;

/**
 * Says how far off a model is in the middle: cuts by the logarithm of the absolute residual, so that they ask where claims in general are
 * harder and not where a few went far wrong. A leaf's mean is drawn toward the mean of all. Residuals beyond the 99th percentile count as
 * that.
 */
final class ExpectedError implements LeafRule {

    /** The mean of all rows counts as much in a leaf as this many of its own. */
    private static final double PRIOR_ROWS = 50;

    private static final double CAP = 0.99;

    /** Residuals below this share of the mean count as that: the logarithm of next to nothing would outweigh all others. */
    private static final double LEAST_SHARE = 0.01;

    private static final double LEAST_SCALE = 1e-6;

    private final double[] residuals;
    private final double mean;

    ExpectedError(double[] absoluteResiduals) {
        residuals = capped(absoluteResiduals);
        mean = Arrays.stream(residuals).sum() / residuals.length;
    }

    @Override
    public double[] judged() {
        double least = Math.max(LEAST_SCALE, LEAST_SHARE * mean);
        return Arrays.stream(residuals)
                .map(residual -> StrictMath.log(Math.max(least, residual)))
                .toArray();
    }

    @Override
    public double scale(int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += residuals[row];
        }
        return Math.max(LEAST_SCALE, (sum + PRIOR_ROWS * mean) / (rows.length + PRIOR_ROWS));
    }

    private static double[] capped(double[] residuals) {
        double[] sorted = residuals.clone();
        Arrays.sort(sorted);
        double cap = sorted[(int) (CAP * (sorted.length - 1))];
        return Arrays.stream(residuals).map(residual -> Math.min(residual, cap)).toArray();
    }
}
