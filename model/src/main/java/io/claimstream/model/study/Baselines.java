package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;

/** What a boosted model has to beat, grown by the same engine from the same rows. */
final class Baselines {

    /** Deep enough to be grown until no cut is left that helps. */
    private static final int DEEP = 32;

    private static final int FOREST = 100;

    private Baselines() {}

    /** One decision tree. */
    static TrainingParameters tree(TrainingParameters model) {
        return new TrainingParameters(
                1,
                DEEP,
                1,
                0,
                1,
                1,
                1,
                1,
                1,
                model.maxBins(),
                model.seed(),
                model.ignoredFeatures(),
                model.risingFeatures());
    }

    /** A random forest (Breiman, 2001): each tree on a part of the rows, each node choosing among a part of the features. */
    static TrainingParameters forest(TrainingParameters model) {
        return new TrainingParameters(
                1,
                DEEP,
                1,
                0,
                1,
                0.8,
                1,
                0.4,
                FOREST,
                model.maxBins(),
                model.seed(),
                model.ignoredFeatures(),
                model.risingFeatures());
    }
}
