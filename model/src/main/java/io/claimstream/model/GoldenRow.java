package io.claimstream.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A made-up feature vector and the margin that the model must give it, wherever it is loaded.
 *
 * @param values features in order; null is missing
 * @param margin logarithm of the estimate
 */
public record GoldenRow(List<@Nullable Float> values, float margin) {

    public GoldenRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A golden row of a feature vector; NaN is missing. */
    public static GoldenRow of(float[] row, float margin) {
        List<@Nullable Float> values = new ArrayList<>(row.length);
        for (float value : row) {
            values.add(Float.isNaN(value) ? null : value);
        }
        return new GoldenRow(values, margin);
    }

    /** The feature vector; NaN is missing. */
    public float[] row() {
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            Float value = values.get(i);
            row[i] = value == null ? Float.NaN : value;
        }
        return row;
    }
}
