package io.claimstream.model.training;

import io.claimstream.model.TrainingParameters;
import java.util.List;

/** What a boosted model has to beat, grown by the same engine from the same rows, as well as it can: on fine bins and free to fall. */
public final class Baselines {

    /** Name of the single decision tree. */
    public static final String TREE = "decision tree";

    /** Name of the random forest. */
    public static final String FOREST_NAME = "random forest";

    /** Most rows that baselines beside a training are grown from, so that they take no time to speak of. */
    static final int MOST_ROWS = 20_000;

    /** Deep enough to be grown until no cut is left that helps. */
    private static final int DEEP = 32;

    private static final int FOREST = 100;

    private static final int BINS = 2_048;

    /** A single row. */
    private static final double ONE_ROW = 1;

    /** Beside live training a forest must not take longer than the model: its time goes with nodes, features and bins. */
    private static final int LIVE_BINS = 128;

    /**
     * Least rows in a leaf beside live training, as Liaw and Wiener (2002) have it for regression. XGBoost keeps a histogram of every node of a tree at once:
     * with leaves of one row they took more memory than the model and its rows together.
     */
    private static final double LIVE_LEAF = 5;

    private Baselines() {}

    /**
     * A baseline that was grown. Immutable, except that the artifact's array is shared.
     *
     * @param name its name for people
     * @param artifact the booster in UBJ
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Grown(String name, byte[] artifact) {}

    /**
     * Grows a single tree and a forest from the rows that a model is trained on, or from {@value #MOST_ROWS} drawn evenly from more.
     *
     * @param model what the model is trained with
     */
    static List<Grown> grow(Dataset train, TrainingParameters model) {
        int rows = train.size();
        Dataset drawn = rows <= MOST_ROWS
                ? train
                : train.where(
                        place -> (long) place * MOST_ROWS / rows != (place - 1L) * MOST_ROWS / rows || place == 0);
        return List.of(
                new Grown(
                        TREE, new Trainer(tree(model, LIVE_BINS, LIVE_LEAF)).train(drawn, (round, rounds, rmse) -> {})),
                new Grown(
                        FOREST_NAME,
                        new Trainer(forest(model, LIVE_BINS, LIVE_LEAF)).train(drawn, (round, rounds, rmse) -> {})));
    }

    /** One decision tree. */
    public static TrainingParameters tree(TrainingParameters model) {
        return tree(model, BINS, ONE_ROW);
    }

    private static TrainingParameters tree(TrainingParameters model, int bins, double leaf) {
        return new TrainingParameters(
                1, DEEP, 1, 0, leaf, 1, 1, 1, 1, bins, model.seed(), model.ignoredFeatures(), List.of());
    }

    /** A random forest (Breiman, 2001): each tree on a part of the rows, each node choosing among a part of the features. */
    public static TrainingParameters forest(TrainingParameters model) {
        return forest(model, BINS, ONE_ROW);
    }

    private static TrainingParameters forest(TrainingParameters model, int bins, double leaf) {
        return new TrainingParameters(
                1, DEEP, 1, 0, leaf, 0.8, 1, 0.4, FOREST, bins, model.seed(), model.ignoredFeatures(), List.of());
    }
}
