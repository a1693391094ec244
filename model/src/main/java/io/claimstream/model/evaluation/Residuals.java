package io.claimstream.model.evaluation;

import io.claimstream.model.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How errors are spread, as shares of the settlement: (estimate − settlement) / settlement.
 *
 * @param histogram rows by error
 * @param quantiles errors that a share of rows is below
 */
public record Residuals(List<Bar> histogram, List<Quantile> quantiles) {

    private static final double WIDTH = 0.05;
    private static final int HALF = 10;
    private static final List<Double> LEVELS = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

    public Residuals {
        histogram = List.copyOf(histogram);
        quantiles = List.copyOf(quantiles);
    }

    /**
     * Rows of about the same error.
     *
     * @param name the range for people; the outer ones are open
     * @param middle middle of the range
     * @param rows its rows
     */
    public record Bar(String name, double middle, int rows) {}

    /**
     * A quantile.
     *
     * @param share share of rows with a smaller error
     * @param error the error
     * @param money the same of estimate − settlement, in money
     */
    public record Quantile(double share, double error, double money) {}

    static Residuals of(Rows rows) {
        double[] errors = rows.each(EvaluatedRow::signedError);
        double[] money = rows.each(row -> row.estimate() - row.settlement());
        Arrays.sort(errors);
        Arrays.sort(money);
        int[] counts = new int[2 * HALF + 2];
        for (double error : errors) {
            counts[Math.max(0, Math.min(counts.length - 1, (int) Math.floor(error / WIDTH) + HALF + 1))]++;
        }
        List<Bar> histogram = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            histogram.add(new Bar(name(i), (i - HALF - 0.5) * WIDTH, counts[i]));
        }
        return new Residuals(
                histogram,
                LEVELS.stream()
                        .map(level -> new Quantile(level, Quantiles.of(errors, level), Quantiles.of(money, level)))
                        .toList());
    }

    private static String name(int bar) {
        int from = (bar - HALF - 1) * 5;
        if (bar == 0) {
            return "below −50 %";
        }
        return bar == 2 * HALF + 1 ? "50 % and above" : percent(from) + " to " + percent(from + 5);
    }

    private static String percent(int points) {
        return (points < 0 ? "−" : "") + Math.abs(points) + " %";
    }
}
