package io.claimstream.model.artifact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Several boosters as one, whose margin is the mean of theirs: the trees of all, each leaf divided by their number. It is scored and explained
 * like any other, by either engine. Pure.
 */
public final class BoosterMean {

    private static final int LEAF = -1;

    private BoosterMean() {}

    /**
     * The mean. Of one booster, that booster as it is.
     *
     * @param artifacts boosters that start at the same base score, one or more, as XGBoost writes them
     * @param features length of a feature vector
     * @return UBJ; the same boosters give the same bytes
     * @throws IllegalArgumentException when they start at different base scores
     * @throws ModelRefusedException when one of them is not sound
     */
    public static byte[] of(List<byte[]> artifacts, int features) {
        if (artifacts.size() == 1) {
            return artifacts.get(0);
        }
        List<Fields> learners = artifacts.stream()
                .map(artifact -> BoosterArtifact.read(artifact, features).normalised())
                .map(BoosterArtifact::parse)
                .map(parsed -> Fields.of("model", parsed))
                .toList();
        List<Object> trees = new ArrayList<>();
        for (Fields booster : learners) {
            requireLike(booster, learners.get(0));
            for (Object tree : model(booster).list("trees")) {
                share(Fields.of("tree", tree), trees.size(), learners.size());
                trees.add(tree);
            }
        }
        Fields mean = learners.get(0);
        putTrees(model(mean), trees);
        return BoosterArtifact.read(UbjWriter.write(mean.fields()), features).normalised();
    }

    private static void requireLike(Fields booster, Fields first) {
        if (!baseScore(booster).equals(baseScore(first))) {
            throw new IllegalArgumentException("Expected boosters that start at " + baseScore(first)
                    + ", but one starts at " + baseScore(booster) + ".");
        }
    }

    private static String baseScore(Fields booster) {
        return booster.object("learner").object("learner_model_param").text("base_score");
    }

    private static Fields model(Fields booster) {
        return booster.object("learner").object("gradient_booster").object("model");
    }

    private static void share(Fields tree, int place, int boosters) {
        int[] left = tree.ints("left_children");
        float[] values = tree.floats("split_conditions");
        float[] weights = tree.floats("base_weights");
        for (int node = 0; node < left.length; node++) {
            weights[node] /= boosters;
            values[node] = left[node] == LEAF ? values[node] / boosters : values[node];
        }
        tree.put("id", place);
    }

    private static void putTrees(Fields model, List<Object> trees) {
        model.put("trees", trees);
        model.put("tree_info", new ArrayList<>(Collections.nCopies(trees.size(), 0)));
        model.object("gbtree_model_param").put("num_trees", Integer.toString(trees.size()));
        // Made anew when it is read.
        model.fields().remove("iteration_indptr");
    }
}
