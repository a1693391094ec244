package io.claimstream.model.doubt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The residuals of a window cut by difficulty (Mondrian, Vovk et al., 2005), so that confidence is right for easy and for hard claims: what
 * was hard when the difficulty was learned may have become easier since. Claims of the same difficulty stay together; a band has at least
 * {@value #MIN_ROWS} rows, and where there are fewer than twice as many there is one.
 *
 * @param limits difficulties between one band and the next, ascending
 * @param quantiles the {@link ResidualGrid} of each band, one after another
 */
record DifficultyBands(List<Double> limits, List<Float> quantiles) {

    /** A share of 400 rows is known to within 2.5 percentage points, more or less. */
    static final int MIN_ROWS = 400;

    static DifficultyBands of(List<Float> residuals, List<Float> scales) {
        int[] easiestFirst = IntStream.range(0, residuals.size())
                .boxed()
                .sorted(Comparator.comparing(scales::get))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Double> limits = new ArrayList<>();
        List<Float> quantiles = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < easiestFirst.length; i++) {
            double below = scales.get(easiestFirst[i - 1]);
            double above = scales.get(easiestFirst[i]);
            if (below < above && i - from >= MIN_ROWS && easiestFirst.length - i >= MIN_ROWS) {
                limits.add((below + above) / 2);
                quantiles.addAll(grid(residuals, Arrays.copyOfRange(easiestFirst, from, i)));
                from = i;
            }
        }
        quantiles.addAll(grid(residuals, Arrays.copyOfRange(easiestFirst, from, easiestFirst.length)));
        return new DifficultyBands(limits, quantiles);
    }

    /** The quantiles of the band of a difficulty; empty when there are none at all. */
    static List<Float> quantiles(List<Double> limits, List<Float> quantiles, double scale) {
        int size = ResidualGrid.PARTS - 1;
        int band = (int) limits.stream().filter(limit -> limit < scale).count();
        boolean isThere = quantiles.size() >= size * (band + 1);
        return isThere ? quantiles.subList(size * band, size * (band + 1)) : List.of();
    }

    private static List<Float> grid(List<Float> residuals, int[] rows) {
        float[] sorted = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sorted[i] = residuals.get(rows[i]);
        }
        Arrays.sort(sorted);
        return ResidualGrid.of(sorted);
    }
}
