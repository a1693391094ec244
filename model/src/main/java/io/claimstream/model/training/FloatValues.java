package io.claimstream.model.training;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Numbers as a list that takes four bytes for each: a million rows of sixty boxed numbers would not fit beside the booster. Immutable. */
final class FloatValues extends AbstractList<Float> implements RandomAccess {

    private final float[] values;

    private FloatValues(float[] values) {
        this.values = values;
    }

    /** The same numbers. */
    static List<Float> of(List<Float> list) {
        if (list instanceof FloatValues) {
            return list;
        }
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return new FloatValues(values);
    }

    @Override
    public Float get(int place) {
        return values[place];
    }

    @Override
    public int size() {
        return values.length;
    }
}
