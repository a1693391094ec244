package io.claimstream.model.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Feature vectors with the rows of each feature in the order of its value, sorted once for many trees. Not changed after it is made. */
final class SortedColumns {

    private final float[] values;
    private final int features;
    private final int[][] ascending;

    /**
     * @param values feature vectors one after another; NaN is missing; not copied
     * @param features length of each
     */
    SortedColumns(float[] values, int features) {
        this.values = values;
        this.features = features;
        this.ascending = IntStream.range(0, features).mapToObj(this::sorted).toArray(int[][]::new);
    }

    int features() {
        return features;
    }

    float value(int row, int feature) {
        return values[row * features + feature];
    }

    float[] row(int row) {
        return Arrays.copyOfRange(values, row * features, (row + 1) * features);
    }

    /** The rows that have a feature, smallest value first; shared. */
    int[] ascending(int feature) {
        return ascending[feature];
    }

    private int[] sorted(int feature) {
        return IntStream.range(0, values.length / features)
                .filter(row -> !Float.isNaN(value(row, feature)))
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> value(row, feature)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
