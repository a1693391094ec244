package io.claimstream.model.doubt;

import java.util.List;

/**
 * A small regression tree of how far off a model is for a claim, one of those of a {@link Difficulty}. Immutable and thread-safe.
 *
 * @param nodes the root first; the right child follows the left one, and children come after their parent
 */
public record DifficultyTree(List<Node> nodes) {

    /** Most nodes: those of a full tree of depth 8, twice what training grows. */
    public static final int MAX_NODES = 511;

    /**
     * A node. A leaf has no child and only its scale counts.
     *
     * @param feature place of the feature asked about, from 0
     * @param threshold a value below it goes to the left
     * @param missingLeft whether a missing value goes to the left
     * @param left place of the left child; 0 for a leaf
     * @param scale expected absolute error of the logarithm for the rows of the node, or a factor of it, above 0
     */
    public record Node(int feature, float threshold, boolean missingLeft, int left, double scale) {

        public Node {
            if (!(scale > 0) || Double.isInfinite(scale) || !Float.isFinite(threshold) || feature < 0) {
                throw new IllegalArgumentException("Expected finite numbers and a scale above 0 in every node.");
            }
        }

        /** A leaf. */
        public static Node leaf(double scale) {
            return new Node(0, 0, false, 0, scale);
        }

        boolean isLeaf() {
            return left == 0;
        }
    }

    /** Rejects what is not a tree: a walk must always end. */
    public DifficultyTree {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
            throw new IllegalArgumentException("Expected 1 to " + MAX_NODES + " nodes, but there are " + nodes.size());
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (!node.isLeaf() && (node.left() <= i || node.left() >= nodes.size() - 1)) {
                throw new IllegalArgumentException("Expected the children of node " + i + " after it.");
            }
        }
    }

    /** A single leaf, the same for every claim. */
    static DifficultyTree even() {
        return new DifficultyTree(List.of(Node.leaf(1)));
    }

    /** The greatest place of a feature that is asked about. */
    int greatestFeature() {
        return nodes.stream().mapToInt(Node::feature).max().orElse(0);
    }

    double leastScale() {
        return nodes.stream().mapToDouble(Node::scale).min().orElseThrow();
    }

    double greatestScale() {
        return nodes.stream().mapToDouble(Node::scale).max().orElseThrow();
    }

    /**
     * The scale of the leaf that a claim comes to, above 0.
     *
     * @param row features in order; NaN is missing
     */
    public double scale(float[] row) {
        Node node = nodes.get(0);
        while (!node.isLeaf()) {
            float value = row[node.feature()];
            boolean isLeft = Float.isNaN(value) ? node.missingLeft() : value < node.threshold();
            node = nodes.get(isLeft ? node.left() : node.left() + 1);
        }
        return node.scale();
    }
}
