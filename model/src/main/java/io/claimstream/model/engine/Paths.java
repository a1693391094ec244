package io.claimstream.model.engine;

import io.claimstream.model.artifact.Tree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a tree's inner nodes know of the tests above them: the nearest one of the same feature, which side of it they lie on, and the
 * share of training rows that the tests of this feature let through so far.
 */
final class Paths {

    private static final int NONE = -1;

    private final Tree tree;
    private int[] previous = new int[16];
    private int[] sides = new int[16];
    private double[] shares = new double[16];
    private int longest;

    Paths(Tree tree) {
        this.tree = tree;
        visit(0, null, 0);
    }

    /** Most different features on any path. */
    int longest() {
        return longest;
    }

    /** The nearest node above that tests the same feature; -1 for none. */
    int previous(int node) {
        return previous[node];
    }

    /** 0 when a node lies left of {@link #previous}, 1 when right. */
    int side(int node) {
        return sides[node];
    }

    /** Share of the training rows that earlier tests of a node's feature let through; 1 without any. */
    double share(int node) {
        return shares[node];
    }

    /** Share of a node's training rows that went to one of its children, from float covers as in XGBoost. */
    double ratio(int node, int child) {
        return (double) tree.cover(child) / tree.cover(node);
    }

    private void visit(int node, @Nullable Test path, int unique) {
        longest = Math.max(longest, unique);
        if (tree.isLeaf(node)) {
            return;
        }
        reserve(node);
        Test earlier = Test.find(path, tree.feature(node));
        previous[node] = earlier == null ? NONE : earlier.node;
        sides[node] = earlier == null ? 0 : earlier.side;
        shares[node] = earlier == null ? 1.0 : earlier.share;
        int nowUnique = unique + (earlier == null ? 1 : 0);
        for (int side = 0; side < 2; side++) {
            int child = tree.left(node) + side;
            double share = shares[node] * ratio(node, child);
            visit(child, new Test(tree.feature(node), node, side, share, path), nowUnique);
        }
    }

    private void reserve(int node) {
        if (node >= previous.length) {
            int length = Math.max(node + 1, 2 * previous.length);
            previous = Arrays.copyOf(previous, length);
            sides = Arrays.copyOf(sides, length);
            shares = Arrays.copyOf(shares, length);
        }
    }

    /** A test passed on the way down. */
    private record Test(int feature, int node, int side, double share, @Nullable Test above) {

        static @Nullable Test find(@Nullable Test path, int feature) {
            @Nullable Test test = path;
            while (test != null && test.feature != feature) {
                test = test.above;
            }
            return test;
        }
    }
}
