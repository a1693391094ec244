package io.claimstream.model.engine;

/**
 * Floats as integers of the same order, so that a node is tested by a subtraction instead of a branch.
 *
 * <p>A row becomes two slots for each feature: equal where the value is present; where it is missing, the first is below every
 * threshold (goes left) and the second above (goes right). A node is one long: the key of its threshold, and below it the slot it
 * reads, which says where a missing value goes. {@code (slots[slot(node)] - node) >> 63} is -1 for left and 0 for right.
 */
final class Keys {

    private static final int SLOT_BITS = 24;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;
    private static final long BELOW_ALL = (long) Integer.MIN_VALUE << SLOT_BITS;
    private static final long ABOVE_ALL = (long) Integer.MAX_VALUE << SLOT_BITS | SLOT_MASK;

    /** Most features, so that each slot has a number. */
    static final int MAX_FEATURES = 1 << (SLOT_BITS - 1);

    private Keys() {}

    /** A node that sends a row left when its value is less than the threshold. */
    static long node(float threshold, int feature, boolean isDefaultLeft) {
        return key(threshold) << SLOT_BITS | (2L * feature + (isDefaultLeft ? 0 : 1));
    }

    /** The slot that a node reads. */
    static int slot(long node) {
        return (int) (node & SLOT_MASK);
    }

    /** 0 when a row goes left at a node, 1 when it goes right. */
    static int side(long node, long[] slots) {
        return 1 + (int) ((slots[(int) (node & SLOT_MASK)] - node) >> 63);
    }

    /** Expands a row; NaN is missing. */
    static void expand(float[] rows, int from, int features, long[] slots) {
        for (int feature = 0; feature < features; feature++) {
            float value = rows[from + feature];
            // All ones below, so that a value equal to the threshold is not less, whatever the node's slot.
            long present = key(value) << SLOT_BITS | SLOT_MASK;
            boolean isMissing = Float.isNaN(value);
            slots[2 * feature] = isMissing ? BELOW_ALL : present;
            slots[2 * feature + 1] = isMissing ? ABOVE_ALL : present;
        }
    }

    /** Adding zero makes one key of 0 and -0, which are equal as floats. */
    private static long key(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ ((bits >> 31) & 0x7fffffff);
    }
}
