package io.claimstream.model.statistics;

import java.util.Arrays;

/**
 * Means of rows of which some belong together, such as one claim that stands in a file ten times: the interval is as wide as the number of
 * clusters says, not the number of rows. Cluster-robust variance (Liang &amp; Zeger, 1986) with the factor G/(G−1), and Student's t with
 * G−1 degrees of freedom, G the number of clusters. Pure.
 */
public final class ClusteredMean {

    private ClusteredMean() {}

    /**
     * The mean of some values.
     *
     * @param values the values, at least one
     * @param clusters the cluster of each, counted from 0
     * @param confidence probability that the interval is right, above 0 and below 1
     */
    public static Measured of(double[] values, int[] clusters, double confidence) {
        requireSameLength(values.length, clusters.length);
        double mean = Arrays.stream(values).sum() / values.length;
        double[] influence = new double[count(clusters)];
        for (int i = 0; i < values.length; i++) {
            influence[clusters[i]] += (values[i] - mean) / values.length;
        }
        return interval(mean, influence, distinct(clusters), confidence);
    }

    /**
     * How much larger the mean is inside a group than outside of it. A cluster may have rows on both sides.
     *
     * @param values the values, at least one inside and one outside
     * @param clusters the cluster of each, counted from 0
     * @param isInside whether each is in the group
     * @param confidence probability that the interval is right, above 0 and below 1
     */
    public static Measured gap(double[] values, int[] clusters, boolean[] isInside, double confidence) {
        requireSameLength(values.length, clusters.length);
        requireSameLength(values.length, isInside.length);
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < values.length; i++) {
            int side = isInside[i] ? 1 : 0;
            sums[side] += values[i];
            counts[side]++;
        }
        double inside = sums[1] / counts[1];
        double outside = sums[0] / counts[0];
        double[] influence = new double[count(clusters)];
        boolean[] isThere = new boolean[influence.length];
        for (int i = 0; i < values.length; i++) {
            influence[clusters[i]] +=
                    isInside[i] ? (values[i] - inside) / counts[1] : (outside - values[i]) / counts[0];
            isThere[clusters[i]] |= isInside[i];
        }
        return interval(inside - outside, influence, count(isThere), confidence);
    }

    private static Measured interval(double value, double[] influence, int clusters, double confidence) {
        if (clusters < 2) {
            return Measured.withoutInterval(value);
        }
        double squares = 0;
        for (double each : influence) {
            squares += each * each;
        }
        double degrees = clusters - 1.0;
        double deviation = Math.sqrt(squares * clusters / degrees);
        double half = StudentT.quantile((1 + confidence) / 2, degrees) * deviation;
        return new Measured(value, value - half, value + half);
    }

    private static int count(int[] clusters) {
        return Arrays.stream(clusters).max().orElse(-1) + 1;
    }

    private static int distinct(int[] clusters) {
        return (int) Arrays.stream(clusters).distinct().count();
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private static void requireSameLength(int values, int others) {
        if (values != others || values == 0) {
            throw new IllegalArgumentException("Expected as many clusters and sides as values, and a value.");
        }
    }
}
