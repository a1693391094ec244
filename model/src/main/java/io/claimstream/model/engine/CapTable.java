package io.claimstream.model.engine;

import io.claimstream.model.artifact.Tree;

/**
 * Everything that the last two levels of a tree can do, by the outcome of their one to three tests: the sum of the leaves, each with its
 * product, and what it adds to the contributions of the tested features. A row then costs one look-up for four leaves.
 */
final class CapTable {

    /** Levels of inner nodes. */
    static final int HEIGHT = 2;

    /** Tests in a full cap. */
    static final int TESTS = 3;

    private final Tree tree;
    private final Paths paths;
    private final EdgeFactors factors;
    private final int points;
    private final int[] tests;
    private final int[] states = new int[TESTS];

    CapTable(Tree tree, Paths paths, EdgeFactors factors, int points, int root) {
        this.tree = tree;
        this.paths = paths;
        this.factors = factors;
        this.points = points;
        this.tests = new int[] {root, inner(tree.left(root)), inner(tree.right(root))};
        for (int i = 0; i < TESTS; i++) {
            states[i] = tests[i] < 0 ? 1 : isFollowed(i) ? EdgeFactors.STATES : EdgeFactors.FRESH_STATES;
        }
    }

    /** The root and its inner children; -1 where the child is a leaf. */
    int test(int i) {
        return tests[i];
    }

    /** Whether a test's feature was last tested above the cap, so that its state depends on the row's way there. */
    boolean isFollowed(int i) {
        return tests[i] >= 0 && paths.previous(tests[i]) >= 0 && paths.previous(tests[i]) != tests[0];
    }

    /** What a test's state is multiplied with to find the entry; 0 for a test that is not there. */
    int stride(int i) {
        if (tests[i] < 0) {
            return 0;
        }
        return i == 0 ? 1 : i == 1 ? states[0] : states[0] * states[1];
    }

    /** Length of an entry: the sum by point, then what each of three features gets by point. */
    static int entry(int points) {
        return (1 + TESTS) * points;
    }

    /** All entries, one after another. */
    double[] entries() {
        int length = entry(points);
        double[] table = new double[states[0] * states[1] * states[2] * length];
        int at = 0;
        for (int right = 0; right < states[2]; right++) {
            for (int left = 0; left < states[1]; left++) {
                for (int root = 0; root < states[0]; root++) {
                    write(root, left, right, table, at);
                    at += length;
                }
            }
        }
        return table;
    }

    private void write(int root, int left, int right, double[] table, int at) {
        double[] edges = factors.of(tests[0], root);
        int[] below = {state(1, root, left), state(2, root, right)};
        for (int side = 0; side < 2; side++) {
            int child = tree.left(tests[0]) + side;
            double[] inner = tests[1 + side] < 0 ? new double[0] : factors.of(child, below[side]);
            for (int q = 0; q < points; q++) {
                double product = edges[side * points + q];
                double sum = product * sum(child, inner, q);
                table[at + q] += sum;
                table[at + points + q] += edges[(2 + side) * points + q] * sum;
                table[at + (2 + side) * points + q] = product * weighed(child, inner, q);
            }
        }
    }

    /** A child whose feature the root tests too has failed where the root sent the row to the other side. */
    private int state(int i, int root, int own) {
        boolean isBelowRoot = tests[i] >= 0 && paths.previous(tests[i]) == tests[0];
        return isBelowRoot && root != i - 1 ? EdgeFactors.STATES - 1 : own;
    }

    private double sum(int child, double[] inner, int q) {
        if (inner.length == 0) {
            return tree.leafValue(child);
        }
        return inner[q] * tree.leafValue(tree.left(child)) + inner[points + q] * tree.leafValue(tree.right(child));
    }

    private double weighed(int child, double[] inner, int q) {
        if (inner.length == 0) {
            return 0;
        }
        return inner[2 * points + q] * inner[q] * tree.leafValue(tree.left(child))
                + inner[3 * points + q] * inner[points + q] * tree.leafValue(tree.right(child));
    }

    private int inner(int node) {
        return tree.isLeaf(node) ? -1 : node;
    }
}
