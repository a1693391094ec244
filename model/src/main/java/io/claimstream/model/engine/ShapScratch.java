package io.claimstream.model.engine;

/** Room for one call of a {@link ShapKernel}. */
final class ShapScratch {

    /** Products on the way down, sums on the way up. */
    final double[] values;
    /** States of upper nodes, counted from 1; the first stays 0. */
    final int[] states;
    /** Where the factors of each upper node's state are. */
    final int[] offsets;

    ShapScratch(int doubles, int uppers) {
        this.values = new double[doubles];
        this.states = new int[uppers + 1];
        this.offsets = new int[uppers];
    }
}
