package io.claimstream.model.artifact;

/**
 * A sound tree: node 0 is the root, children come after their parent, the right one directly after the left. A row goes left when
 * its value is less than the threshold, and the default way when the value is missing. Immutable.
 */
public final class Tree {

    /** No child: the node is a leaf. */
    static final int NO_CHILD = -1;

    private final int[] left;
    private final int[] features;
    private final boolean[] defaultLeft;
    private final float[] values;
    private final float[] covers;

    /** Takes its arrays, one entry for each node, without copying them. */
    Tree(int[] left, int[] features, boolean[] defaultLeft, float[] values, float[] covers) {
        this.left = left;
        this.features = features;
        this.defaultLeft = defaultLeft;
        this.values = values;
        this.covers = covers;
    }

    /** Whether a node has no children. */
    public boolean isLeaf(int node) {
        return left[node] == NO_CHILD;
    }

    /** The left child of an inner node. */
    public int left(int node) {
        return left[node];
    }

    /** The right child of an inner node. */
    public int right(int node) {
        return left[node] + 1;
    }

    /** The feature that an inner node tests. */
    public int feature(int node) {
        return features[node];
    }

    /** What an inner node compares with; finite. */
    public float threshold(int node) {
        return values[node];
    }

    /** Whether a missing value goes left. */
    public boolean isDefaultLeft(int node) {
        return defaultLeft[node];
    }

    /** What a leaf adds to the margin; finite. */
    public float leafValue(int node) {
        return values[node];
    }

    /** Sum of the hessians of the training rows in a node: above 0 in inner nodes, 0 or more in leaves. */
    public float cover(int node) {
        return covers[node];
    }

    /** Number of steps on the longest way from a node to a leaf. */
    public int height(int node) {
        return isLeaf(node) ? 0 : 1 + Math.max(height(left(node)), height(right(node)));
    }
}
