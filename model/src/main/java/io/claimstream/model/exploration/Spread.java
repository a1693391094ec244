package io.claimstream.model.exploration;

import io.claimstream.model.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * How values are spread. The quantiles are linear between neighbours.
 *
 * @param least smallest value
 * @param lowerQuartile a quarter of the values are smaller
 * @param median half of them are
 * @param upperQuartile three quarters of them are
 * @param greatest largest value
 * @param mean their mean
 */
public record Spread(
        double least, double lowerQuartile, double median, double upperQuartile, double greatest, double mean) {

    /**
     * Of finite values in any order.
     *
     * @param values at least one
     */
    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(
                sorted[0],
                Quantiles.of(sorted, 0.25),
                Quantiles.of(sorted, 0.5),
                Quantiles.of(sorted, 0.75),
                sorted[sorted.length - 1],
                Arrays.stream(sorted).sum() / sorted.length);
    }

    static Spread of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
