package io.claimstream.model.engine;

import io.claimstream.model.artifact.Forest;
import io.claimstream.model.artifact.Tree;

/**
 * The definition, slowly: the expectation of each tree given each subset of features (Lundberg et al. 2018, Algorithm 1), and Shapley's
 * weights over all subsets. For a handful of features.
 */
final class SlowShap {

    private final Forest forest;
    private final float[] row;
    private final double[] expectations;

    SlowShap(Forest forest, float[] row) {
        this.forest = forest;
        this.row = row;
        this.expectations = new double[1 << forest.features()];
        for (int subset = 0; subset < expectations.length; subset++) {
            expectations[subset] = forest.baseMargin();
            for (Tree tree : forest.trees()) {
                expectations[subset] += expectation(tree, 0, subset);
            }
        }
    }

    double base() {
        return expectations[0];
    }

    double contribution(int feature) {
        int features = forest.features();
        double sum = 0;
        for (int subset = 0; subset < expectations.length; subset++) {
            if ((subset >> feature & 1) == 0) {
                int size = Integer.bitCount(subset);
                double weight = factorial(size) * factorial(features - size - 1) / factorial(features);
                sum += weight * (expectations[subset | 1 << feature] - expectations[subset]);
            }
        }
        return sum;
    }

    private double expectation(Tree tree, int node, int subset) {
        if (tree.isLeaf(node)) {
            return tree.leafValue(node);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        if ((subset >> tree.feature(node) & 1) == 1) {
            float value = row[tree.feature(node)];
            boolean isLeft = Float.isNaN(value) ? tree.isDefaultLeft(node) : value < tree.threshold(node);
            return expectation(tree, isLeft ? left : right, subset);
        }
        return (expectation(tree, left, subset) * tree.cover(left)
                        + expectation(tree, right, subset) * tree.cover(right))
                / tree.cover(node);
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }
}
