package io.claimstream.model.artifact;

import java.util.List;

/** Checks one tree: arrays of one length, children after their parent and each with one parent, every number finite and in range. */
final class TreeCheck {

    private static final int MAX_NODES = 1 << 20;
    private static final int MAX_DEPTH = 32;
    private static final int NO_PARENT = Integer.MAX_VALUE;
    private static final int NO_CHILD = -1;

    private final Fields tree;
    private final int features;
    private final int nodes;
    private final int[] left;
    private final int[] right;
    private final int[] parents;

    private TreeCheck(Fields tree, int features) {
        this.tree = tree;
        this.features = features;
        this.nodes = tree.object("tree_param").parameter("num_nodes");
        tree.require(nodes >= 1 && nodes <= MAX_NODES, "tree_param.num_nodes", "to be 1 to " + MAX_NODES);
        this.left = nodeInts("left_children");
        this.right = nodeInts("right_children");
        this.parents = nodeInts("parents");
    }

    static void check(Fields tree, int place, int features) {
        TreeCheck check = new TreeCheck(tree, features);
        check.checkParameters(place);
        check.checkNumbers();
        check.checkSplits();
        check.checkShape();
    }

    private void checkParameters(int place) {
        Fields parameters = tree.object("tree_param");
        parameters.expectParameter("num_deleted", 0);
        parameters.expectParameter("num_feature", features);
        parameters.expectParameter("size_leaf_vector", 1);
        tree.require(tree.fields().get("id") instanceof Number id && id.longValue() == place, "id", "to be " + place);
        tree.require(tree.ints("categories").length == 0, "categories", "to be empty");
        tree.require(tree.ints("categories_nodes").length == 0, "categories_nodes", "to be empty");
        for (String name : List.of("categories_segments", "categories_sizes")) {
            tree.require(tree.fields().get(name) instanceof long[] sizes && sizes.length == 0, name, "to be empty");
        }
    }

    private void checkNumbers() {
        for (String name : List.of("split_conditions", "base_weights", "loss_changes", "sum_hessian")) {
            float[] values = tree.floats(name);
            requireLength(values.length, name);
            for (float value : values) {
                tree.require(Float.isFinite(value), name, "to be finite");
            }
        }
    }

    private void checkSplits() {
        int[] indices = nodeInts("split_indices");
        for (int index : indices) {
            tree.require(index >= 0 && index < features, "split_indices", "to be below " + features);
        }
        List<Byte> defaults = tree.bytes("default_left");
        requireLength(defaults.size(), "default_left");
        tree.require(defaults.stream().allMatch(b -> b == 0 || b == 1), "default_left", "to be 0 or 1");
        List<Byte> types = tree.bytes("split_type");
        requireLength(types.size(), "split_type");
        tree.require(types.stream().allMatch(b -> b == 0), "split_type", "to be numerical");
    }

    private void checkShape() {
        int[] depth = new int[nodes];
        tree.require(parents[0] == NO_PARENT, "parents", "to have its root first");
        int children = 0;
        for (int node = 0; node < nodes; node++) {
            boolean isLeaf = left[node] == NO_CHILD && right[node] == NO_CHILD;
            if (isLeaf) {
                continue;
            }
            // Children after their parent: so there is no cycle, and one pass sees a parent before its children.
            boolean isInRange = left[node] > node && left[node] < nodes - 1 && right[node] == left[node] + 1;
            tree.require(isInRange, "left_children", "to lie after their parent, the right after the left");
            boolean isOwned = parents[left[node]] == node && parents[right[node]] == node;
            tree.require(isOwned, "parents", "to fit the children");
            depth[left[node]] = depth[node] + 1;
            depth[right[node]] = depth[node] + 1;
            tree.require(depth[node] < MAX_DEPTH, "depth", "to be at most " + MAX_DEPTH);
            children += 2;
        }
        tree.require(children == nodes - 1, "left_children", "to reach every node once");
    }

    private int[] nodeInts(String name) {
        int[] values = tree.ints(name);
        requireLength(values.length, name);
        return values;
    }

    private void requireLength(int length, String name) {
        tree.require(length == nodes, name, "to have one entry for each node");
    }
}
