package io.claimstream.model.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Made-up boosters, written as XGBoost writes JSON: any shape, few features repeated often, covers at random, some leaves without. */
final class RandomForest {

    private final Random random;
    private final int features;
    private final int depth;
    private final int parallel;

    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> parent = new ArrayList<>();
    private final List<Integer> feature = new ArrayList<>();
    private final List<Float> value = new ArrayList<>();
    private final List<Float> cover = new ArrayList<>();

    RandomForest(long seed, int features, int depth, int parallel) {
        this.random = new Random(seed);
        this.features = features;
        this.depth = depth;
        this.parallel = parallel;
    }

    byte[] artifact(int rounds) {
        int trees = rounds * parallel;
        String written = IntStream.range(0, trees).mapToObj(this::tree).collect(Collectors.joining(","));
        String json = "{\"learner\":{\"attributes\":{},\"feature_names\":[],\"feature_types\":[],\"gradient_booster\":"
                + "{\"model\":{\"gbtree_model_param\":{\"num_parallel_tree\":\"" + parallel + "\",\"num_trees\":\""
                + trees
                + "\"},\"tree_info\":"
                + IntStream.range(0, trees).mapToObj(i -> 0).toList()
                + ",\"trees\":[" + written + "]},\"name\":\"gbtree\"},"
                + "\"learner_model_param\":{\"base_score\":\"[" + random.nextGaussian()
                + "]\",\"num_class\":\"0\",\"num_feature\":\""
                + features
                + "\",\"num_target\":\"1\"},\"objective\":{\"name\":\"reg:squarederror\"}},\"version\":[3,2,0]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A row on the same scale as the thresholds, a fifth of it missing. */
    float[] row() {
        float[] row = new float[features];
        for (int i = 0; i < features; i++) {
            row[i] = random.nextInt(5) == 0 ? Float.NaN : random.nextInt(9) - 4;
        }
        return row;
    }

    private String tree(int place) {
        List.of(left, parent, feature).forEach(List::clear);
        List.of(value, cover).forEach(List::clear);
        node(Integer.MAX_VALUE, 1 + 1_000 * random.nextFloat());
        for (int i = 0; i < left.size(); i++) {
            grow(i);
        }
        List<Integer> right =
                left.stream().map(child -> child < 0 ? -1 : child + 1).toList();
        List<Integer> zeros = left.stream().map(child -> 0).toList();
        List<Integer> flags = left.stream().map(child -> random.nextInt(2)).toList();
        return "{\"id\":" + place + ",\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"" + features
                + "\",\"num_nodes\":\"" + left.size() + "\",\"size_leaf_vector\":\"1\"},\"categories\":[],"
                + "\"categories_nodes\":[],\"categories_segments\":[],\"categories_sizes\":[],\"left_children\":" + left
                + ",\"right_children\":" + right + ",\"parents\":" + parent + ",\"split_indices\":" + feature
                + ",\"split_type\":" + zeros + ",\"default_left\":" + flags + ",\"split_conditions\":" + value
                + ",\"base_weights\":" + zeros + ",\"loss_changes\":" + zeros + ",\"sum_hessian\":" + cover + "}";
    }

    private void grow(int node) {
        boolean isGrown = depthOf(node) < depth && left.size() < 600 && random.nextInt(10) > 0 && cover.get(node) > 0;
        if (!isGrown) {
            value.set(node, (float) random.nextGaussian());
            return;
        }
        left.set(node, left.size());
        value.set(node, random.nextInt(9) - 4f);
        float share = random.nextInt(30) == 0 ? 0 : random.nextFloat();
        node(node, cover.get(node) * share);
        node(node, cover.get(node) * (1 - share));
    }

    private void node(int above, float rows) {
        left.add(-1);
        parent.add(above);
        feature.add(random.nextInt(features));
        value.add(0f);
        cover.add(rows);
    }

    private int depthOf(int node) {
        int steps = 0;
        for (int at = node; parent.get(at) != Integer.MAX_VALUE; at = parent.get(at)) {
            steps++;
        }
        return steps;
    }
}
