package io.claimstream.model.artifact;

import io.claimstream.model.ModelRefusedException;
import io.claimstream.model.Refusal.Code;
import io.claimstream.model.artifact.UbjReader.MalformedUbjException;
import java.util.List;

/**
 * Checks in Java what XGBoost4J believes unseen: a wrong child index kills the JVM, a cycle hangs it, an unknown form of the
 * base score is silently read as 0.5. Accepts regression trees on plain numbers, as {@code Trainer} makes them, and nothing else.
 */
public final class StructureCheck {

    private static final int MAX_TREES = 10_000;
    private static final int MAX_NAMES = 10_000;

    private StructureCheck() {}

    /**
     * Checks an artifact.
     *
     * @param features length of a feature vector
     * @throws ModelRefusedException when the artifact is not a sound model
     */
    public static void check(byte[] artifact, int features) {
        Fields learner = Fields.of("model", parse(artifact)).object("learner");
        checkLearner(learner, features);
        Fields booster = learner.object("gradient_booster");
        booster.require(booster.text("name").equals("gbtree"), "name", "to be gbtree");
        Fields model = booster.object("model");
        List<?> trees = model.list("trees");
        checkOrder(model, trees.size());
        for (int i = 0; i < trees.size(); i++) {
            TreeCheck.check(Fields.of("tree " + i, trees.get(i)), i, features);
        }
    }

    private static Object parse(byte[] artifact) {
        try {
            return UbjReader.read(artifact);
        } catch (MalformedUbjException e) {
            throw new ModelRefusedException(Code.BAD_STRUCTURE, "the artifact is not UBJ: " + e.getMessage(), e);
        }
    }

    private static void checkLearner(Fields learner, int features) {
        Fields parameters = learner.object("learner_model_param");
        parameters.expectParameter("num_feature", features);
        parameters.expectParameter("num_class", 0);
        parameters.expectParameter("num_target", 1);
        parameters.require(
                isPlainNumber(parameters.text("base_score")), "base_score", "to be a finite number, written plainly");
        Fields objective = learner.object("objective");
        objective.require(objective.text("name").equals("reg:squarederror"), "name", "to be reg:squarederror");
        objective.object("reg_loss_param").text("scale_pos_weight");
        learner.object("attributes");
        for (String names : List.of("feature_names", "feature_types")) {
            List<?> values = learner.list(names);
            learner.require(
                    values.size() <= MAX_NAMES && values.stream().allMatch(String.class::isInstance),
                    names,
                    "to be texts");
        }
    }

    private static void checkOrder(Fields model, int trees) {
        model.require(trees >= 1 && trees <= MAX_TREES, "trees", "to be 1 to " + MAX_TREES);
        Fields parameters = model.object("gbtree_model_param");
        parameters.expectParameter("num_trees", trees);
        parameters.expectParameter("num_parallel_tree", 1);
        List<?> info = model.list("tree_info");
        model.require(
                info.size() == trees && info.stream().allMatch(entry -> is(entry, 0)), "tree_info", "to be zeros");
        List<?> rounds = model.list("iteration_indptr");
        model.require(rounds.size() == trees + 1, "iteration_indptr", "to have one entry for each round, and an end");
        for (int i = 0; i <= trees; i++) {
            model.require(is(rounds.get(i), i), "iteration_indptr", "to count one tree a round");
        }
    }

    private static boolean is(Object entry, long expected) {
        return entry instanceof Number number && number.longValue() == expected;
    }

    private static boolean isPlainNumber(String text) {
        try {
            return Float.isFinite(Float.parseFloat(text)) && text.matches("[-+.0-9Ee]{1,32}");
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
