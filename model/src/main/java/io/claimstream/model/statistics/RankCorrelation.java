package io.claimstream.model.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How far two values rise together, whatever the form of their relation (Spearman, 1904). Pure. */
public final class RankCorrelation {

    private RankCorrelation() {}

    /**
     * From -1 to 1; 0 where one side never changes.
     *
     * @param one finite values
     * @param other as many
     */
    public static double of(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("Expected as many values on both sides.");
        }
        return correlation(ranks(one), ranks(other));
    }

    /** Ranks from 1; equal values share the mean of theirs. */
    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(place -> values[place]));
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Pearson's, of ranks. */
    private static double correlation(double[] one, double[] other) {
        double mean = (one.length + 1) / 2.0;
        double together = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            together += (one[i] - mean) * (other[i] - mean);
            ones += (one[i] - mean) * (one[i] - mean);
            others += (other[i] - mean) * (other[i] - mean);
        }
        return ones == 0 || others == 0 ? 0 : together / Math.sqrt(ones * others);
    }
}
