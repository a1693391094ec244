package io.claimstream.model.engine;

import io.claimstream.model.artifact.Tree;
import java.util.List;

/**
 * Groups of trees as perfect trees in heap order: node i has the children 2i and 2i + 1, and a leaf above the bottom is repeated below
 * itself. Every row takes the same number of steps, four trees are walked side by side, and no step branches: the processor overlaps
 * their loads.
 */
final class PerfectSegment implements MarginSegment {

    /** Trees walked side by side. */
    static final int GROUP = 4;

    /** Deepest tree laid out so: 2 KiB of nodes. */
    static final int MAX_DEPTH = 8;

    private final int[] depths;
    private final long[] nodes;
    private final float[] leaves;

    private PerfectSegment(int[] depths, long[] nodes, float[] leaves) {
        this.depths = depths;
        this.nodes = nodes;
        this.leaves = leaves;
    }

    /** Lays out trees of at most {@link #MAX_DEPTH}; a multiple of {@link #GROUP} of them. */
    static PerfectSegment of(List<Tree> trees) {
        int[] depths = new int[trees.size() / GROUP];
        int size = 0;
        for (int i = 0; i < trees.size(); i++) {
            depths[i / GROUP] = Math.max(depths[i / GROUP], trees.get(i).height(0));
        }
        for (int depth : depths) {
            size += GROUP << depth;
        }
        long[] nodes = new long[size];
        float[] leaves = new float[size];
        int base = 0;
        for (int i = 0; i < trees.size(); i++) {
            int width = 1 << depths[i / GROUP];
            fill(trees.get(i), 0, 1, width, base, nodes, leaves);
            base += width;
        }
        return new PerfectSegment(depths, nodes, leaves);
    }

    private static void fill(Tree tree, int node, int heap, int width, int base, long[] nodes, float[] leaves) {
        if (heap >= width) {
            leaves[base + heap - width] = tree.leafValue(node);
            return;
        }
        boolean isLeaf = tree.isLeaf(node);
        nodes[base + heap] = isLeaf ? 0 : Keys.node(tree.threshold(node), tree.feature(node), tree.isDefaultLeft(node));
        fill(tree, isLeaf ? node : tree.left(node), 2 * heap, width, base, nodes, leaves);
        fill(tree, isLeaf ? node : tree.right(node), 2 * heap + 1, width, base, nodes, leaves);
    }

    @Override
    public float addTo(float sum, long[] slots) {
        int base = 0;
        float total = sum;
        for (int depth : depths) {
            total = addGroup(total, slots, base, depth);
            base += GROUP << depth;
        }
        return total;
    }

    private float addGroup(float sum, long[] slots, int base, int depth) {
        int width = 1 << depth;
        int b = base + width;
        int c = b + width;
        int d = c + width;
        int i = 1;
        int j = 1;
        int k = 1;
        int l = 1;
        for (int step = 0; step < depth; step++) {
            i = 2 * i + Keys.side(nodes[base + i], slots);
            j = 2 * j + Keys.side(nodes[b + j], slots);
            k = 2 * k + Keys.side(nodes[c + k], slots);
            l = 2 * l + Keys.side(nodes[d + l], slots);
        }
        float first = sum + leaves[base + i - width];
        float second = first + leaves[b + j - width];
        float third = second + leaves[c + k - width];
        return third + leaves[d + l - width];
    }
}
