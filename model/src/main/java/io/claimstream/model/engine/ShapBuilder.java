package io.claimstream.model.engine;

import io.claimstream.model.artifact.Tree;
import io.claimstream.model.engine.Growing.Floats;
import io.claimstream.model.engine.Growing.Ints;
import io.claimstream.model.engine.Growing.Longs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays out trees for {@link ShapKernel}: upper nodes from the top down, then the caps (what is at most {@link CapTable#HEIGHT} high), then
 * leaves directly below an upper node. Each has a place in the scratch; siblings lie side by side.
 */
final class ShapBuilder {

    final Ints trees = new Ints();
    final Longs upperNodes = new Longs();
    final Ints uppers = new Ints();
    final Floats factors = new Floats();
    final Longs capNodes = new Longs();
    final Ints caps = new Ints();
    final Floats entries = new Floats();
    final Ints leafPlaces = new Ints();
    final Floats leafValues = new Floats();

    private final Quadrature quadrature;
    private int scratch;
    private int mostUppers;

    ShapBuilder(int points) {
        this.quadrature = Quadrature.of(points);
    }

    int points() {
        return quadrature.size();
    }

    int scratch() {
        return scratch;
    }

    int mostUppers() {
        return mostUppers;
    }

    /** Appends a tree with at least one test. */
    void add(Tree tree, Paths paths) {
        new OneTree(tree, paths).append();
    }

    /** The state of one tree's layout. */
    private final class OneTree {

        private final Tree tree;
        private final Paths paths;
        private final EdgeFactors edges;
        private final Map<Integer, Integer> upperNumbers = new HashMap<>();
        private final List<Integer> nodes = new ArrayList<>();

        OneTree(Tree tree, Paths paths) {
            this.tree = tree;
            this.paths = paths;
            this.edges = new EdgeFactors(tree, paths, quadrature);
        }

        /** Breadth first: a node's place is its number in this order. */
        void append() {
            nodes.add(0);
            for (int place = 0; place < nodes.size(); place++) {
                int node = nodes.get(place);
                int height = tree.height(node);
                if (height > CapTable.HEIGHT) {
                    appendUpper(node, place * points());
                } else if (height > 0) {
                    appendCap(new CapTable(tree, paths, edges, points(), node), place * points());
                } else {
                    leafPlaces.add(place * points());
                    leafValues.add(tree.leafValue(node));
                }
            }
            scratch = Math.max(scratch, nodes.size() * points());
            mostUppers = Math.max(mostUppers, upperNumbers.size());
            trees.add(uppers.size() / ShapLayout.UPPER_INTS);
            trees.add(caps.size() / ShapLayout.CAP_INTS);
            trees.add(leafPlaces.size());
        }

        private void appendUpper(int node, int place) {
            upperNodes.add(key(node));
            uppers.add(place);
            uppers.add(nodes.size() * points());
            uppers.add(tree.feature(node));
            uppers.add(earlier(node));
            uppers.add(factors.size());
            int states = paths.previous(node) < 0 ? EdgeFactors.FRESH_STATES : EdgeFactors.STATES;
            for (int state = 0; state < states; state++) {
                factors.add(edges.of(node, state));
            }
            // Counted from 1: state 0 belongs to no node and says that no earlier test has failed.
            upperNumbers.put(node, upperNumbers.size() + 1);
            nodes.add(tree.left(node));
            nodes.add(tree.right(node));
        }

        private void appendCap(CapTable cap, int place) {
            caps.add(place);
            caps.add(entries.size());
            for (int i = 0; i < CapTable.TESTS; i++) {
                caps.add(tree.feature(cap.test(i) < 0 ? cap.test(0) : cap.test(i)));
            }
            for (int i = 0; i < CapTable.TESTS; i++) {
                caps.add(cap.isFollowed(i) ? earlier(cap.test(i)) : 0);
                capNodes.add(cap.test(i) < 0 ? 0 : key(cap.test(i)));
            }
            caps.add(cap.stride(1) | cap.stride(2) << ShapLayout.STRIDE_BITS);
            entries.add(cap.entries());
        }

        /** Twice the number of the nearest test of the same feature, plus the side; 0 for none. */
        private int earlier(int node) {
            int previous = paths.previous(node);
            return previous < 0 ? 0 : 2 * upperNumbers.getOrDefault(previous, 0) + paths.side(node);
        }

        private long key(int node) {
            return Keys.node(tree.threshold(node), tree.feature(node), tree.isDefaultLeft(node));
        }
    }
}
