package io.claimstream.model;

import java.util.Arrays;

/**
 * How far estimates were from what was paid, over the rows of one set.
 *
 * @param rows number of rows, 1 or more
 * @param mape mean absolute error as a share of the settlement
 * @param medianApe median absolute error as a share of the settlement
 * @param mae mean absolute error in money
 * @param rmse root mean squared error in money
 * @param bias mean signed error as a share of the settlement; above 0 when estimates are too high
 * @param withinTenPercent share of settlements within 10 % of the estimate
 */
public record Metrics(
        int rows, double mape, double medianApe, double mae, double rmse, double bias, double withinTenPercent) {

    /**
     * Measures estimates against settlements.
     *
     * @param estimates estimates, 0 or more
     * @param settlements settlements of the same rows, all above 0
     */
    public static Metrics of(double[] estimates, double[] settlements) {
        int rows = settlements.length;
        if (rows == 0 || estimates.length != rows) {
            throw new IllegalArgumentException(
                    "Expected as many estimates as settlements, but got " + estimates.length + " and " + rows + ".");
        }
        double[] ape = new double[rows];
        double absolute = 0;
        double squared = 0;
        double signed = 0;
        int within = 0;
        for (int i = 0; i < rows; i++) {
            double error = estimates[i] - settlements[i];
            ape[i] = Math.abs(error) / settlements[i];
            absolute += Math.abs(error);
            squared += error * error;
            signed += error / settlements[i];
            within += isWithinTenPercent(estimates[i], settlements[i]) ? 1 : 0;
        }
        double mape = Arrays.stream(ape).sum() / rows;
        return new Metrics(
                rows,
                mape,
                median(ape),
                absolute / rows,
                Math.sqrt(squared / rows),
                signed / rows,
                (double) within / rows);
    }

    /** Whether a settlement is within 10 % of its estimate: what the confidence of a score is the probability of. */
    public static boolean isWithinTenPercent(double estimate, double settlement) {
        return Math.abs(settlement - estimate) <= 0.1 * estimate;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
