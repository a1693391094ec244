package io.claimstream.model.engine;

import io.claimstream.model.artifact.Tree;
import java.util.List;

/** Trees as they are, walked one at a time: for those too deep to be laid out as perfect trees, and for a rest. */
final class SparseSegment implements MarginSegment {

    private final int[] roots;
    private final long[] nodes;
    /** The left child, the right one follows; 0 in a leaf. */
    private final int[] children;

    private final float[] leaves;

    private SparseSegment(int[] roots, int size) {
        this.roots = roots;
        this.nodes = new long[size];
        this.children = new int[size];
        this.leaves = new float[size];
    }

    static SparseSegment of(List<Tree> trees) {
        int[] roots = new int[trees.size()];
        int size = 0;
        for (int i = 0; i < roots.length; i++) {
            roots[i] = size;
            size += size(trees.get(i), 0);
        }
        SparseSegment segment = new SparseSegment(roots, size);
        for (int i = 0; i < roots.length; i++) {
            segment.fill(trees.get(i), 0, roots[i], roots[i] + 1);
        }
        return segment;
    }

    private static int size(Tree tree, int node) {
        return tree.isLeaf(node) ? 1 : 1 + size(tree, tree.left(node)) + size(tree, tree.right(node));
    }

    /**
     * Writes a node and what is below it.
     *
     * @return the next free place
     */
    private int fill(Tree tree, int node, int place, int free) {
        if (tree.isLeaf(node)) {
            leaves[place] = tree.leafValue(node);
            return free;
        }
        nodes[place] = Keys.node(tree.threshold(node), tree.feature(node), tree.isDefaultLeft(node));
        children[place] = free;
        int afterLeft = fill(tree, tree.left(node), free, free + 2);
        return fill(tree, tree.right(node), free + 1, afterLeft);
    }

    @Override
    public float addTo(float sum, long[] slots) {
        float total = sum;
        for (int root : roots) {
            int place = root;
            for (int child = children[place]; child != 0; child = children[place]) {
                place = child + Keys.side(nodes[place], slots);
            }
            total += leaves[place];
        }
        return total;
    }
}
