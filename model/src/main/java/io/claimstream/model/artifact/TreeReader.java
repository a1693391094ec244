package io.claimstream.model.artifact;

import java.util.List;

/**
 * Checks one tree and reads it: arrays of one length, children after their parent and each with one parent, every number finite and
 * in range.
 */
final class TreeReader {

    private static final int MAX_NODES = 1 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int NO_PARENT = Integer.MAX_VALUE;
    private static final int DELETED = Integer.MAX_VALUE;

    private final Fields tree;
    private final Fields parameters;
    private final int features;
    private final int nodes;
    private final int[] left;
    private final int[] right;
    private final int[] parents;
    private final int[] splitFeatures;
    private final float[] covers;

    private TreeReader(Fields tree, int features) {
        this.tree = tree;
        this.parameters = tree.object("tree_param");
        this.features = features;
        this.nodes = parameters.parameter("num_nodes");
        parameters.require(nodes >= 1 && nodes <= MAX_NODES, "num_nodes", "to be 1 to " + MAX_NODES);
        this.left = nodeInts("left_children");
        this.right = nodeInts("right_children");
        this.parents = nodeInts("parents");
        this.splitFeatures = nodeInts("split_indices");
        this.covers = nodeFloats("sum_hessian");
    }

    /**
     * Reads a tree.
     *
     * @param place its place among the trees
     * @param features length of a feature vector
     */
    static Tree read(Fields tree, int place, int features) {
        TreeReader reader = new TreeReader(tree, features);
        reader.checkParameters(place);
        reader.checkKind();
        boolean[] defaultLeft = reader.defaultLeft();
        float[] values = reader.nodeFloats("split_conditions");
        reader.nodeFloats("base_weights");
        reader.nodeFloats("loss_changes");
        reader.checkShape();
        return new Tree(reader.left, reader.splitFeatures, defaultLeft, values, reader.covers);
    }

    private void checkParameters(int place) {
        parameters.expectParameter("num_feature", features);
        // 0 before version 2.0.
        int leafSize = parameters.parameter("size_leaf_vector");
        parameters.support(leafSize <= 1, "models with several outputs");
        parameters.require(leafSize >= 0, "size_leaf_vector", "to be 0 or 1");
        parameters.put("size_leaf_vector", "1");
        tree.require(tree.isInteger("id", place), "id", "to be " + place);
    }

    private void checkKind() {
        List<Byte> types = tree.bytes("split_type");
        requireLength(types.size(), "split_type");
        boolean isNumerical = types.stream().allMatch(type -> type == 0);
        boolean hasCategories = tree.ints("categories").length > 0 || tree.ints("categories_nodes").length > 0;
        tree.support(isNumerical && !hasCategories, "categorical splits");
        for (String name : List.of("categories_segments", "categories_sizes")) {
            tree.require(tree.longs(name).length == 0, name, "to be empty");
        }
    }

    private boolean[] defaultLeft() {
        List<Byte> defaults = tree.bytes("default_left");
        requireLength(defaults.size(), "default_left");
        boolean[] defaultLeft = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            byte flag = defaults.get(node);
            tree.require(flag == 0 || flag == 1, "default_left", "to be 0 or 1");
            defaultLeft[node] = flag == 1;
        }
        return defaultLeft;
    }

    /** Nodes that pruning deleted stay in the arrays, marked, and are reached by no path. */
    private void checkShape() {
        tree.require(parents[0] == NO_PARENT, "parents", "to have its root first");
        int[] depth = new int[nodes];
        boolean[] isReached = new boolean[nodes];
        isReached[0] = true;
        int unreached = 0;
        for (int node = 0; node < nodes; node++) {
            if (!isReached[node]) {
                tree.require(splitFeatures[node] == DELETED, "left_children", "to reach every node once");
                unreached++;
                continue;
            }
            checkNode(node);
            if (left[node] != Tree.NO_CHILD) {
                isReached[left[node]] = true;
                isReached[right[node]] = true;
                depth[left[node]] = depth[node] + 1;
                depth[right[node]] = depth[node] + 1;
                tree.require(depth[node] < MAX_DEPTH, "depth", "to be at most " + MAX_DEPTH);
            }
        }
        parameters.expectParameter("num_deleted", unreached);
    }

    private void checkNode(int node) {
        int feature = splitFeatures[node];
        tree.require(feature >= 0 && feature < features, "split_indices", "to be below " + features);
        if (left[node] == Tree.NO_CHILD && right[node] == Tree.NO_CHILD) {
            tree.require(covers[node] >= 0, "sum_hessian", "to be 0 or more");
            return;
        }
        // Children after their parent: so there is no cycle, and one pass sees a parent before its children.
        boolean isInRange = left[node] > node && left[node] < nodes - 1 && right[node] == left[node] + 1;
        tree.require(isInRange, "left_children", "to lie after their parent, the right after the left");
        boolean isOwned = parents[left[node]] == node && parents[right[node]] == node;
        tree.require(isOwned, "parents", "to fit the children");
        // A contribution is weighed by shares of this.
        tree.require(covers[node] > 0, "sum_hessian", "to be above 0 where a node has children");
    }

    private int[] nodeInts(String name) {
        int[] values = tree.ints(name);
        requireLength(values.length, name);
        return values;
    }

    private float[] nodeFloats(String name) {
        float[] values = tree.floats(name);
        requireLength(values.length, name);
        for (float value : values) {
            tree.require(Float.isFinite(value), name, "to be finite");
        }
        return values;
    }

    private void requireLength(int length, String name) {
        tree.require(length == nodes, name, "to have one entry for each node");
    }
}
