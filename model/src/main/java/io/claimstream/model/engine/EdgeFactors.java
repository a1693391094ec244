package io.claimstream.model.engine;

import io.claimstream.model.artifact.Tree;

/**
 * What the two edges below a node do to the product over a path, at each point t of the quadrature, and what they add to the
 * contribution of the node's feature.
 *
 * <p>With z the share of training rows that all tests of a feature let through, and o whether the row at hand passes them (1) or not
 * (0), a feature's factor is c(t) = z + t(o - z) and its contribution is weighed by (o - z) / c(t). An edge replaces the factor of the
 * earlier tests of its feature by its own. State 0: the row goes left; 1: right; 2: an earlier test of this feature has failed
 * already.
 */
final class EdgeFactors {

    /** States of a node whose feature was not tested above. */
    static final int FRESH_STATES = 2;

    /** States of a node whose feature was. */
    static final int STATES = 3;

    /** Numbers for each state and point: both edges' factors, then both edges' weights. */
    static final int KINDS = 4;

    private final Tree tree;
    private final Paths paths;
    private final Quadrature quadrature;

    EdgeFactors(Tree tree, Paths paths, Quadrature quadrature) {
        this.tree = tree;
        this.paths = paths;
        this.quadrature = quadrature;
    }

    /** Factor of the left edge by point, of the right, weight of the left, of the right: {@link #KINDS} times the points. */
    double[] of(int node, int state) {
        int points = quadrature.size();
        double[] factors = new double[KINDS * points];
        for (int side = 0; side < 2; side++) {
            double ratio = paths.ratio(node, tree.left(node) + side);
            for (int q = 0; q < points; q++) {
                factors[side * points + q] = factor(paths.share(node), ratio, state, side, quadrature.point(q));
                factors[(2 + side) * points + q] =
                        quadrature.weight(q) * weight(paths.share(node), ratio, state, side, quadrature.point(q));
            }
        }
        return factors;
    }

    private static double factor(double share, double ratio, int state, int side, double t) {
        if (state == STATES - 1) {
            return ratio;
        }
        double now = share * ratio;
        double passed = state == side ? now + t * (1 - now) : now * (1 - t);
        return passed / (share + t * (1 - share));
    }

    private static double weight(double share, double ratio, int state, int side, double t) {
        if (state == STATES - 1) {
            return 0;
        }
        double now = share * ratio;
        double own = state == side ? (1 - now) / (now + t * (1 - now)) : -1 / (1 - t);
        double earlier = (1 - share) / (share + t * (1 - share));
        return own - earlier;
    }
}
