package io.claimstream.model.artifact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks a learner and reads its forest. Where a version of XGBoost writes otherwise than 3.0.4 reads, the fields are brought into the
 * form of 3.0.4 on the way.
 */
final class LearnerReader {

    private static final int MAX_TREES = 10_000;
    private static final int MAX_NAMES = 10_000;

    private final Fields learner;
    private final int features;

    private LearnerReader(Fields learner, int features) {
        this.learner = learner;
        this.features = features;
    }

    /**
     * Reads a learner.
     *
     * @param features length of a feature vector
     * @throws io.claimstream.model.artifact.ModelRefusedException when it is not sound, or of a kind that cannot be scored
     */
    static Forest read(Fields learner, int features) {
        LearnerReader reader = new LearnerReader(learner, features);
        reader.checkTexts();
        Fields booster = learner.object("gradient_booster");
        String kind = booster.text("name");
        booster.support(kind.equals("gbtree"), "boosters of the kind '" + Fields.quoted(kind) + "'");
        Objective objective = reader.objective();
        float baseMargin = reader.baseMargin(objective);
        return new Forest(features, objective, baseMargin, reader.trees(booster.object("model")));
    }

    private void checkTexts() {
        learner.object("attributes");
        for (String names : List.of("feature_names", "feature_types")) {
            List<?> values = learner.list(names);
            learner.require(
                    values.size() <= MAX_NAMES && values.stream().allMatch(String.class::isInstance),
                    names,
                    "to be texts");
        }
    }

    private Objective objective() {
        Fields fields = learner.object("objective");
        String name = fields.text("name");
        Objective objective = Objective.find(name)
                .orElseThrow(() -> fields.unsupported("objectives of the kind '" + Fields.quoted(name) + "'"));
        fields.put("name", objective.text());
        objective.parameter().ifPresent(parameter -> {
            Fields section = fields.objectOrNew(parameter.section());
            String value = section.textOr(parameter.field(), parameter.fallback());
            boolean isList = value.startsWith("[") && value.endsWith("]");
            boolean isNumber = BaseScore.isNumber(isList ? value.substring(1, value.length() - 1) : value);
            section.require(isNumber, parameter.field(), "to be a number");
            section.put(parameter.field(), value);
        });
        return objective;
    }

    private float baseMargin(Objective objective) {
        Fields parameters = learner.object("learner_model_param");
        parameters.expectParameter("num_feature", features);
        int classes = parameters.parameter("num_class");
        int targets = parameters.parameterOr("num_target", 1);
        parameters.support(classes <= 1 && targets <= 1, "models with several outputs");
        parameters.expectParameter("num_class", 0);
        parameters.require(targets == 1, "num_target", "to be 1");
        parameters.put("num_target", "1");
        BaseScore score = BaseScore.parse(parameters.text("base_score"));
        parameters.require(
                objective.link().accepts(score.value()), "base_score", "to be in the range of " + objective.text());
        parameters.put("base_score", score.text());
        return objective.link().margin(score.value());
    }

    private List<Tree> trees(Fields model) {
        List<?> written = model.list("trees");
        model.require(!written.isEmpty() && written.size() <= MAX_TREES, "trees", "to be 1 to " + MAX_TREES);
        checkOrder(model, written.size());
        List<Tree> trees = new ArrayList<>(written.size());
        for (int i = 0; i < written.size(); i++) {
            trees.add(TreeReader.read(Fields.of("tree " + i, written.get(i)), i, features));
        }
        return trees;
    }

    private static void checkOrder(Fields model, int trees) {
        Fields parameters = model.object("gbtree_model_param");
        parameters.expectParameter("num_trees", trees);
        int parallel = parameters.parameter("num_parallel_tree");
        parameters.require(
                parallel >= 1 && parallel <= trees && trees % parallel == 0,
                "num_parallel_tree",
                "to divide the number of trees");
        model.require(
                model.list("tree_info").equals(Collections.nCopies(trees, 0))
                        || model.list("tree_info").equals(Collections.nCopies(trees, 0L)),
                "tree_info",
                "to be zeros");
        // Written from version 2.0 on.
        List<Long> rounds = IntStream.rangeClosed(0, trees / parallel)
                .mapToObj(round -> (long) round * parallel)
                .toList();
        List<?> found = model.has("iteration_indptr") ? model.list("iteration_indptr") : rounds;
        boolean isRegular = found.stream().allMatch(Number.class::isInstance)
                && found.stream()
                        .map(number -> ((Number) number).longValue())
                        .toList()
                        .equals(rounds);
        model.require(isRegular, "iteration_indptr", "to count the trees of each round");
        model.put("iteration_indptr", rounds);
    }
}
