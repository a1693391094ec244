package io.claimstream.model.training;

import io.claimstream.model.Metrics;
import java.util.Arrays;

/**
 * Split-conformal calibration of a model on rows that it never saw: an interval that is right as often as it says, as long as
 * new claims are like these.
 *
 * @param nominalCoverage share of settlements that the interval is built to cover, between 0 and 1
 * @param logHalfWidth half the width of the interval on the logarithmic scale: estimate × e^∓ this
 * @param withinTenPercent probability that a settlement is within 10 % of its estimate, between 0 and 1
 * @param rows rows calibrated on
 */
public record Calibration(double nominalCoverage, double logHalfWidth, double withinTenPercent, int rows) {

    /** Coverage of the intervals that are published. */
    public static final double NOMINAL = 0.9;

    /** Least number of rows: fewer leave the coverage itself to chance. */
    public static final int MIN_ROWS = 30;

    /**
     * Calibrates.
     *
     * @param margins logarithms of the estimates
     * @param settlements settlements of the same rows, above 0
     * @throws IllegalArgumentException when there are fewer than {@value #MIN_ROWS} rows
     */
    public static Calibration of(float[] margins, double[] settlements) {
        int rows = settlements.length;
        if (rows < MIN_ROWS || margins.length != rows) {
            throw new IllegalArgumentException(
                    "Expected at least " + MIN_ROWS + " rows to calibrate on, but there are " + rows + ".");
        }
        double[] errors = new double[rows];
        int within = 0;
        for (int i = 0; i < rows; i++) {
            errors[i] = Math.abs(StrictMath.log(settlements[i]) - margins[i]);
            within += Metrics.isWithinTenPercent(StrictMath.exp(margins[i]), settlements[i]) ? 1 : 0;
        }
        Arrays.sort(errors);
        // The ⌈(n+1)·coverage⌉-th smallest error covers a new one with at least that probability.
        int rank = (int) Math.ceil((rows + 1) * NOMINAL);
        // One success and one failure are added, so that the probability is never stated as 0 or 1.
        return new Calibration(NOMINAL, errors[rank - 1], (within + 1.0) / (rows + 2.0), rows);
    }
}
