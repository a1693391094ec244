package io.claimstream.model.study;

import io.claimstream.model.Metrics;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Folds;
import io.claimstream.model.training.HeldOutTrainer;
import io.claimstream.model.training.HeldOutTrainer.Estimates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Estimates the rows of each fold by a model of the others. Trains in this process: see {@link StudyMain}. */
final class CrossValidation {

    private final Dataset rows;
    private final Folds folds;
    private final Hands hands;
    private final IntConsumer grown;

    /**
     * @param grown told of trees grown since it was last told, by the threads that train
     */
    CrossValidation(Dataset rows, Folds folds, Hands hands, IntConsumer grown) {
        this.rows = rows;
        this.folds = folds;
        this.hands = hands;
        this.grown = grown;
    }

    /**
     * What came of it.
     *
     * @param byFold error on each fold that was looked at
     * @param rounds mean of the boosting rounds that were best
     * @param margins logarithm of the estimate of each row; NaN in folds that were not looked at
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(List<Metrics> byFold, int rounds, float[] margins) {

        double meanMape() {
            return byFold.stream().mapToDouble(Metrics::mape).average().orElseThrow();
        }
    }

    /**
     * Validates parameters.
     *
     * @param count on how many folds, from the first
     * @param patience see {@link HeldOutTrainer}; 0 never stops early
     */
    Outcome validate(TrainingParameters parameters, int count, int patience) {
        HeldOutTrainer trainer = new HeldOutTrainer(parameters, patience, grown);
        List<Estimates> estimates = hands.all(IntStream.range(0, count)
                .mapToObj(fold ->
                        (Callable<Estimates>) () -> trainer.estimate(folds.others(rows, fold), folds.own(rows, fold)))
                .toList());
        List<Metrics> byFold = new ArrayList<>();
        float[] margins = new float[rows.size()];
        Arrays.fill(margins, Float.NaN);
        for (int fold = 0; fold < count; fold++) {
            byFold.add(metrics(estimates.get(fold).margins(), folds.own(rows, fold)));
            spread(estimates.get(fold).margins(), fold, margins);
        }
        double rounds = estimates.stream().mapToInt(Estimates::rounds).average().orElseThrow();
        return new Outcome(byFold, Math.toIntExact(Math.max(1, Math.round(rounds))), margins);
    }

    /** Number of folds there are. */
    int folds() {
        return folds.count();
    }

    /** The error of something that learned nothing. */
    static Contender unlearned(Dataset rows, Folds folds) {
        List<Metrics> byFold = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            Dataset own = folds.own(rows, fold);
            byFold.add(Metrics.of(own.sumsOfHeads(), own.labels()));
        }
        return new Contender(Contender.SUM_OF_HEADS, byFold, Metrics.of(rows.sumsOfHeads(), rows.labels()));
    }

    /** What an outcome on all folds says of a model. */
    Contender contender(String name, Outcome outcome) {
        return new Contender(name, outcome.byFold(), metrics(outcome.margins(), rows));
    }

    private void spread(float[] own, int fold, float[] all) {
        int next = 0;
        for (int row = 0; row < all.length; row++) {
            if (folds.of(row) == fold) {
                all[row] = own[next++];
            }
        }
    }

    private static Metrics metrics(float[] margins, Dataset rows) {
        double[] estimates = new double[margins.length];
        for (int row = 0; row < margins.length; row++) {
            estimates[row] = StrictMath.exp(margins[row]);
        }
        return Metrics.of(estimates, rows.labels());
    }
}
