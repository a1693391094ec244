package io.claimstream.model.engine;

import io.claimstream.model.artifact.Forest;
import io.claimstream.model.artifact.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact path-dependent Shapley values (Lundberg et al. 2018) of a forest. Immutable.
 *
 * <p>The Shapley value of a leaf's product over the features of its path is an integral over t in (0, 1) of a polynomial (Owen 1972), of
 * one degree less than there are features. Gauss–Legendre quadrature with half as many points is therefore exact. With the sums of
 * products shared among the leaves below a node, as in Linear TreeSHAP (Yu et al. 2022), a row costs time, and the model memory, linear
 * in nodes times points, at any depth.
 */
final class ShapProgram {

    private static final int FEWEST_POINTS = 2;

    private final float base;
    private final ShapKernel[] kernels;
    private final int scratch;
    private final int mostUppers;

    private ShapProgram(float base, List<ShapLayout> layouts) {
        this.base = base;
        this.kernels = layouts.stream().map(ShapProgram::kernel).toArray(ShapKernel[]::new);
        this.scratch = layouts.stream().mapToInt(layout -> layout.scratch).max().orElse(0);
        this.mostUppers =
                layouts.stream().mapToInt(layout -> layout.mostUppers).max().orElse(0);
    }

    /** Trees with the same number of points lie together; within, and among, the order is fixed. */
    static ShapProgram of(Forest forest) {
        Map<Integer, ShapBuilder> builders = new TreeMap<>();
        double base = forest.baseMargin();
        for (Tree tree : forest.trees()) {
            Paths paths = new Paths(tree);
            base += mean(tree, paths, 0);
            if (!tree.isLeaf(0)) {
                int points = Math.max(FEWEST_POINTS, (paths.longest() + 1) / 2);
                builders.computeIfAbsent(points, ShapBuilder::new).add(tree, paths);
            }
        }
        List<ShapLayout> layouts = new ArrayList<>();
        builders.values().forEach(builder -> layouts.add(new ShapLayout(builder)));
        return new ShapProgram((float) base, layouts);
    }

    private static double mean(Tree tree, Paths paths, int node) {
        if (tree.isLeaf(node)) {
            return tree.leafValue(node);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        return paths.ratio(node, left) * mean(tree, paths, left) + paths.ratio(node, right) * mean(tree, paths, right);
    }

    private static ShapKernel kernel(ShapLayout layout) {
        return switch (layout.points) {
            case 2 -> new TwoPointKernel(layout);
            case 3 -> new ThreePointKernel(layout);
            case 4 -> new FourPointKernel(layout);
            default -> new AnyPointsKernel(layout);
        };
    }

    /** The margin of a row of which nothing is known. */
    float base() {
        return base;
    }

    ShapScratch newScratch() {
        return new ShapScratch(scratch, mostUppers);
    }

    /** Adds each feature's contribution. */
    void addTo(long[] slots, ShapScratch room, double[] contributions) {
        for (ShapKernel kernel : kernels) {
            kernel.addTo(slots, room, contributions);
        }
    }
}
