package io.claimstream.model.engine;

import java.util.Arrays;

/** Arrays that grow while a model is compiled. */
final class Growing {

    private static final int FIRST = 64;

    private Growing() {}

    /** Integers. */
    static final class Ints {
        private int[] values = new int[FIRST];
        private int size;

        void add(int value) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    /** Long integers. */
    static final class Longs {
        private long[] values = new long[FIRST];
        private int size;

        void add(long value) {
            values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
            values[size++] = value;
        }

        long[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    /** Floats, rounded from doubles. */
    static final class Floats {
        private float[] values = new float[FIRST];
        private int size;

        void add(double... more) {
            if (size + more.length > values.length) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, size + more.length));
            }
            for (double value : more) {
                values[size++] = (float) value;
            }
        }

        int size() {
            return size;
        }

        float[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
