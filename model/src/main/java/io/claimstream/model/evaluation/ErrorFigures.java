package io.claimstream.model.evaluation;

import io.claimstream.model.Metrics;
import io.claimstream.model.statistics.ClusteredMean;
import io.claimstream.model.statistics.Measured;
import org.jspecify.annotations.Nullable;

/**
 * How far off estimates were.
 *
 * @param metrics mean errors and shares
 * @param mape MAPE with its 95 % interval
 * @param r2 share of the variance of settlements that is explained; null when all settlements are the same
 * @param pinball pinball losses
 */
public record ErrorFigures(Metrics metrics, Measured mape, @Nullable Double r2, Pinball pinball) {

    static final double CONFIDENCE = 0.95;

    /**
     * Mean pinball losses (Koenker &amp; Bassett, 1978) in money: what a quantile costs that is too low or too high. The smaller the better.
     *
     * @param median of the estimate, as the quantile at 0.5
     * @param lower of the lower end of the interval at its level; null without intervals
     * @param upper of the upper end at its level; null without intervals
     * @param lowerLevel level of the lower end; null without intervals
     * @param upperLevel level of the upper end; null without intervals
     */
    public record Pinball(
            double median,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double lowerLevel,
            @Nullable Double upperLevel) {}

    static ErrorFigures of(Rows rows, @Nullable Double nominalCoverage) {
        double[] estimates = rows.each(EvaluatedRow::estimate);
        double[] settlements = rows.each(EvaluatedRow::settlement);
        double[] absolute = rows.each(row -> Math.abs(row.signedError()));
        return new ErrorFigures(
                Metrics.of(estimates, settlements),
                ClusteredMean.of(absolute, rows.clusters(), CONFIDENCE),
                r2(estimates, settlements),
                pinball(rows, estimates, settlements, nominalCoverage));
    }

    static @Nullable Double r2(double[] estimates, double[] settlements) {
        double mean = 0;
        for (double settlement : settlements) {
            mean += settlement / settlements.length;
        }
        double left = 0;
        double whole = 0;
        for (int i = 0; i < settlements.length; i++) {
            left += (settlements[i] - estimates[i]) * (settlements[i] - estimates[i]);
            whole += (settlements[i] - mean) * (settlements[i] - mean);
        }
        return whole == 0 ? null : 1 - left / whole;
    }

    private static Pinball pinball(
            Rows rows, double[] estimates, double[] settlements, @Nullable Double nominalCoverage) {
        double median = loss(estimates, settlements, 0.5);
        if (nominalCoverage == null || rows.all().stream().anyMatch(row -> row.doubt() == null)) {
            return new Pinball(median, null, null, null, null);
        }
        double lowerLevel = (1 - nominalCoverage) / 2;
        double upperLevel = (1 + nominalCoverage) / 2;
        double lower = loss(rows.each(row -> lower(row)), settlements, lowerLevel);
        double upper = loss(rows.each(row -> upper(row)), settlements, upperLevel);
        return new Pinball(median, lower, upper, lowerLevel, upperLevel);
    }

    private static double lower(EvaluatedRow row) {
        return row.doubt() == null ? 0 : row.doubt().lower();
    }

    private static double upper(EvaluatedRow row) {
        return row.doubt() == null ? 0 : row.doubt().upper();
    }

    static double loss(double[] quantiles, double[] settlements, double level) {
        double sum = 0;
        for (int i = 0; i < settlements.length; i++) {
            double above = settlements[i] - quantiles[i];
            sum += above >= 0 ? level * above : (level - 1) * above;
        }
        return sum / settlements.length;
    }
}
