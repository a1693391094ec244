package io.claimstream.model.engine;

/**
 * Trees laid out for {@link ShapKernel}, all with the same number of quadrature points. Places in the scratch and offsets into the
 * tables are counted in numbers. Read-only once built; package-private arrays, because the kernels live on them. Tables are
 * floats, so that more of a model stays in the cache; what is computed from them is double.
 */
final class ShapLayout {

    /** For each tree: end of its upper nodes, of its caps, of its lone leaves. */
    static final int TREE_INTS = 3;

    /** For each upper node: place, place of its left child (the right one follows), feature, earlier test, offset of its factors. */
    static final int UPPER_INTS = 5;

    /** For each cap: place, offset of its entries, three features, three earlier tests, two strides in one. */
    static final int CAP_INTS = 9;

    /** Where the second stride of a cap begins. */
    static final int STRIDE_BITS = 8;

    static final int STRIDE_MASK = (1 << STRIDE_BITS) - 1;

    final int points;
    final int[] trees;
    final long[] upperNodes;
    final int[] uppers;
    final float[] factors;
    final long[] capNodes;
    final int[] caps;
    final float[] entries;
    final int[] leafPlaces;
    final float[] leafValues;
    /** Most doubles of scratch that a tree needs. */
    final int scratch;
    /** Most upper nodes of a tree. */
    final int mostUppers;

    ShapLayout(ShapBuilder builder) {
        this.points = builder.points();
        this.trees = builder.trees.toArray();
        this.upperNodes = builder.upperNodes.toArray();
        this.uppers = builder.uppers.toArray();
        this.factors = builder.factors.toArray();
        this.capNodes = builder.capNodes.toArray();
        this.caps = builder.caps.toArray();
        this.entries = builder.entries.toArray();
        this.leafPlaces = builder.leafPlaces.toArray();
        this.leafValues = builder.leafValues.toArray();
        this.scratch = builder.scratch();
        this.mostUppers = builder.mostUppers();
    }
}
