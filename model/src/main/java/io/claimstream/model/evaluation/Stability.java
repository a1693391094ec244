package io.claimstream.model.evaluation;

import java.util.Arrays;

/**
 * The population stability index of the later values of a feature against the earlier ones, over the deciles of the earlier ones and a bin
 * for missing values. Half a row is added to each bin, so that an empty one does not make it infinite. Pure.
 *
 * @param psi the index, 0 or more
 * @param bins bins that have a value at all
 */
record Stability(double psi, int bins) {

    private static final int DECILES = 10;

    /**
     * Compares.
     *
     * @param values values in order of time, NaN is missing
     * @param half number of earlier values, at least one and fewer than there are
     */
    static Stability of(float[] values, int half) {
        double[] edges = edges(Arrays.copyOf(values, half));
        int[] earlier = new int[edges.length + 2];
        int[] later = new int[edges.length + 2];
        for (int i = 0; i < values.length; i++) {
            int[] counts = i < half ? earlier : later;
            counts[bin(values[i], edges)]++;
        }
        int bins = 0;
        for (int i = 0; i < earlier.length; i++) {
            bins += earlier[i] + later[i] > 0 ? 1 : 0;
        }
        double psi = 0;
        for (int i = 0; i < earlier.length; i++) {
            if (earlier[i] + later[i] > 0) {
                double before = (earlier[i] + 0.5) / (half + 0.5 * bins);
                double after = (later[i] + 0.5) / (values.length - half + 0.5 * bins);
                psi += (after - before) * StrictMath.log(after / before);
            }
        }
        return new Stability(psi, bins);
    }

    private static double[] edges(float[] earlier) {
        Arrays.sort(earlier);
        int present = earlier.length;
        while (present > 0 && Float.isNaN(earlier[present - 1])) {
            present--;
        }
        if (present == 0) {
            return new double[0];
        }
        double[] edges = new double[DECILES - 1];
        for (int i = 1; i < DECILES; i++) {
            edges[i - 1] = earlier[(int) ((long) present * i / DECILES)];
        }
        return Arrays.stream(edges).distinct().toArray();
    }

    /** Bin 0 is for missing values; a value on an edge belongs below it. */
    private static int bin(float value, double[] edges) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int bin = 1;
        for (double edge : edges) {
            bin += value > edge ? 1 : 0;
        }
        return bin;
    }
}
