package io.claimstream.model.training;

import io.claimstream.model.TrainingParameters;
import java.util.function.IntConsumer;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trains on some rows to estimate others, and may stop early: when the error on the others has not fallen for a while. Not for a process that
 * serves: see {@link TrainerMain}.
 */
public final class HeldOutTrainer {

    private static final int ROUNDS_BETWEEN_LOOKS = 10;

    private final TrainingParameters parameters;
    private final int patience;
    private final IntConsumer grown;

    /**
     * @param patience rounds without a smaller error on the other rows after which it stops; 0 never stops early
     * @param grown told of trees grown since it was last told
     */
    public HeldOutTrainer(TrainingParameters parameters, int patience, IntConsumer grown) {
        this.parameters = parameters;
        this.patience = patience;
        this.grown = grown;
    }

    /**
     * What comes of it.
     *
     * @param rounds rounds after which the error on the other rows was smallest; all when it never stops early
     * @param margins logarithms of the estimates of the other rows after so many rounds
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Estimates(int rounds, float[] margins) {}

    /** Trains on rows and estimates others, neither of them empty. */
    public Estimates estimate(Dataset train, Dataset others) {
        ProtectedFeatures.requireNone(train.schema());
        Trainer trainer = new Trainer(parameters);
        try (Growth growth = Growth.begin(train, parameters)) {
            DMatrix rows = trainer.matrix(others);
            try {
                return estimate(growth, rows, others.labels());
            } finally {
                rows.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("Expected XGBoost4J to train, but it failed.", e);
        }
    }

    private Estimates estimate(Growth growth, DMatrix others, double[] labels) throws XGBoostError {
        Estimates best = new Estimates(0, new float[0]);
        double least = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= parameters.rounds(); round++) {
            growth.grow(round);
            grown.accept(parameters.treesPerRound() * parameters.boosters());
            boolean isLast = round == parameters.rounds();
            if (isLast || (patience > 0 && round % ROUNDS_BETWEEN_LOOKS == 0)) {
                float[] margins = growth.margins(others);
                double error = meanShare(margins, labels);
                if (error < least || patience == 0) {
                    least = error;
                    best = new Estimates(round, margins);
                } else if (round - best.rounds() >= patience) {
                    break;
                }
            }
        }
        return best;
    }

    private static double meanShare(float[] margins, double[] labels) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum += Math.abs(StrictMath.exp(margins[row]) - labels[row]) / labels[row];
        }
        return sum / labels.length;
    }
}
