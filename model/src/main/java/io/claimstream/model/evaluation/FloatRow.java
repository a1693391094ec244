package io.claimstream.model.evaluation;

import java.util.Arrays;
import java.util.List;

/** Numbers in order, such as the features of a row; NaN is missing. Immutable. */
public final class FloatRow {

    private final float[] values;

    private FloatRow(float[] values) {
        this.values = values;
    }

    /** A row of numbers. */
    public static FloatRow of(List<? extends Number> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return new FloatRow(values);
    }

    /** The number at a place. */
    public float get(int place) {
        return values[place];
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /** The same with a number missing. */
    FloatRow without(int place) {
        float[] others = values.clone();
        others[place] = Float.NaN;
        return new FloatRow(others);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatRow row && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
