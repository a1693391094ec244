package io.claimstream.model.training;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;

/**
 * Learns how hard a claim is from the training rows alone: each third of them is estimated by a model trained on the other two, and a
 * tree is grown on how far off these estimates are. A model's errors on its own training rows would tell nothing.
 */
final class OutOfFold {

    static final int FOLDS = 3;

    private OutOfFold() {}

    /** The difficulty of claims like the rows of a dataset, which has at least as many rows as folds. */
    static Difficulty difficulty(Dataset train, TrainingParameters parameters, TrainingProgress.Listener listener) {
        double[] residuals = new double[train.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            estimate(train, fold, parameters, listener, residuals);
        }
        return DifficultyFit.fit(
                Trainer.valuesToLearnFrom(train, parameters), train.schema().size(), residuals);
    }

    private static void estimate(
            Dataset train, int fold, TrainingParameters parameters, TrainingProgress.Listener listener, double[] into) {
        Dataset others = train.where(place -> fold(train.row(place)) != fold);
        Dataset own = train.where(place -> fold(train.row(place)) == fold);
        if (own.size() == 0 || others.size() == 0) {
            throw new IllegalArgumentException("Expected rows in every fold, but there are " + train.size() + ".");
        }
        byte[] artifact = new Trainer(parameters).train(others, listener);
        try (ScoringEngine engine = XgboostEngine.load(artifact, train.schema().size())) {
            float[] margins = engine.margins(own.values(), own.size());
            int next = 0;
            for (int row = 0; row < into.length; row++) {
                if (fold(train.row(row)) == fold) {
                    into[row] = Math.abs(StrictMath.log(train.row(row).label()) - margins[next++]);
                }
            }
        }
    }

    /** Rows alike in what was claimed and paid are in one fold, so that a repeated row does not foretell itself. */
    static int fold(LabelledRow row) {
        long bits = Double.doubleToLongBits(row.label()) * 31 + Double.doubleToLongBits(row.sumOfHeads());
        return (int) Long.remainderUnsigned(Bits.mixed(bits), FOLDS);
    }
}
