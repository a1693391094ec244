package io.claimstream.model.doubt;

import java.util.ArrayList;
import java.util.List;

/**
 * Claims of about the same stated confidence, and how many kept the promise.
 *
 * @param from least confidence of the bin, inclusive
 * @param to greatest confidence of the bin, exclusive
 * @param rows claims in the bin, 1 or more
 * @param stated their mean stated confidence
 * @param observed share whose settlement was within 10 % of the estimate
 */
public record ReliabilityBin(double from, double to, int rows, double stated, double observed) {

    private static final int BINS = 10;

    /**
     * The reliability table: ten bins of equal width, those without a claim left out.
     *
     * @param confidences stated confidence of each claim, between 0 and 1
     * @param isWithin whether each claim's settlement was within 10 % of its estimate
     */
    public static List<ReliabilityBin> table(double[] confidences, boolean[] isWithin) {
        if (confidences.length != isWithin.length) {
            throw new IllegalArgumentException("Expected an outcome for each confidence.");
        }
        int[] rows = new int[BINS];
        int[] kept = new int[BINS];
        double[] stated = new double[BINS];
        for (int i = 0; i < confidences.length; i++) {
            int bin = Math.min(BINS - 1, (int) (confidences[i] * BINS));
            rows[bin]++;
            stated[bin] += confidences[i];
            kept[bin] += isWithin[i] ? 1 : 0;
        }
        List<ReliabilityBin> table = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                table.add(new ReliabilityBin(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        rows[bin],
                        stated[bin] / rows[bin],
                        (double) kept[bin] / rows[bin]));
            }
        }
        return table;
    }
}
