package io.claimstream.model.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure the mean of differences between two estimates of the same rows is: the percentile interval at 95 % of the paired bootstrap
 * (Efron &amp; Tibshirani, <em>An Introduction to the Bootstrap</em>, 1993, chapters 8 and 13). Drawn are whole clusters of rows, with
 * replacement. The same differences and seed give the same interval. Pure.
 */
public final class PairedBootstrap {

    /** Draws of each interval: its ends lie between the 50th and 51st draw from outside. */
    public static final int DRAWS = 2_000;

    private static final double TAIL = 0.025;

    private PairedBootstrap() {}

    /**
     * The mean difference.
     *
     * @param differences one error less the other, of each row; at least one
     * @param clusters the cluster of each row, counted from 0 without gaps
     * @param seed seed of the draws
     */
    public static Measured meanDifference(double[] differences, int[] clusters, long seed) {
        int count = Arrays.stream(clusters).max().orElse(-1) + 1;
        if (differences.length != clusters.length || count < 1) {
            throw new IllegalArgumentException("Expected a cluster for each difference, and a difference.");
        }
        double mean = Arrays.stream(differences).sum() / differences.length;
        if (count < 2) {
            return Measured.withoutInterval(mean);
        }
        double[] sums = new double[count];
        int[] sizes = new int[count];
        for (int i = 0; i < differences.length; i++) {
            sums[clusters[i]] += differences[i];
            sizes[clusters[i]]++;
        }
        double[] means = draw(sums, sizes, new SplittableRandom(seed));
        Arrays.sort(means);
        return new Measured(mean, Quantiles.of(means, TAIL), Quantiles.of(means, 1 - TAIL));
    }

    private static double[] draw(double[] sums, int[] sizes, SplittableRandom random) {
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            long size = 0;
            for (int i = 0; i < sums.length; i++) {
                int cluster = random.nextInt(sums.length);
                sum += sums[cluster];
                size += sizes[cluster];
            }
            means[draw] = sum / size;
        }
        return means;
    }
}
