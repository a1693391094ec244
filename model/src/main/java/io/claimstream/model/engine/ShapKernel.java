package io.claimstream.model.engine;

/**
 * Adds the exact path-dependent Shapley values of laid-out trees to contributions. Immutable; what changes is in the scratch.
 *
 * <p>Down: at each quadrature point, the product of factors on the way to a node. Caps: their sums and contributions by table. Up: the
 * sums of what is below, weighed into the contributions.
 */
interface ShapKernel {

    /**
     * Adds the contributions of all trees.
     *
     * @param slots the row, expanded
     * @param scratch room of at least the layout's size
     * @param contributions one for each feature
     */
    void addTo(long[] slots, ShapScratch scratch, double[] contributions);

    /** The state of a node: the side the row takes, or 2 when an earlier test of its feature has failed. Without a branch. */
    static int state(int side, int earlier, int[] states) {
        int isDead = -(states[earlier >> 1] ^ (earlier & 1)) >> 31;
        return (side & ~isDead) | (2 & isDead);
    }

    /** Which entry of a cap's table a row's outcome selects. */
    static int entry(ShapLayout layout, int cap, long[] slots, int[] states) {
        long[] nodes = layout.capNodes;
        int[] caps = layout.caps;
        int node = CapTable.TESTS * cap;
        int at = ShapLayout.CAP_INTS * cap;
        int strides = caps[at + 8];
        int root = state(Keys.side(nodes[node], slots), caps[at + 5], states);
        int left = state(Keys.side(nodes[node + 1], slots), caps[at + 6], states);
        int right = state(Keys.side(nodes[node + 2], slots), caps[at + 7], states);
        return root + left * (strides & ShapLayout.STRIDE_MASK) + right * (strides >> ShapLayout.STRIDE_BITS);
    }
}
