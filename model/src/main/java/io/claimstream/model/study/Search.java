package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks for parameters: random candidates, successive halving over boosting rounds and folds, early stopping in the last round of the contest.
 * The same rows, folds and seed give the same winner, as long as the budget lasts.
 */
final class Search {

    /** Boosting rounds without a smaller error after which a candidate is grown enough. */
    static final int PATIENCE = 100;

    private final CrossValidation validation;
    private final BooleanSupplier isBudgetSpent;
    private final Consumer<Trial> listener;

    /**
     * @param isBudgetSpent asked before each candidate; the first is always tried
     * @param listener told of each
     */
    Search(CrossValidation validation, BooleanSupplier isBudgetSpent, Consumer<Trial> listener) {
        this.validation = validation;
        this.isBudgetSpent = isBudgetSpent;
        this.listener = listener;
    }

    /**
     * What came of it.
     *
     * @param winner the parameters that did best in the last round of the contest that anybody finished
     * @param trials everything tried, in order
     * @param isCutShort whether the budget was spent before the end
     */
    record Found(TrainingParameters winner, List<Trial> trials, boolean isCutShort) {}

    /** A candidate under its number. */
    private record Numbered(int number, TrainingParameters parameters) {}

    /**
     * Searches.
     *
     * @param candidates what to try, 1 or more
     * @param folds number of folds there are
     */
    Found among(List<TrainingParameters> candidates, int folds) {
        List<Numbered> left = new ArrayList<>();
        candidates.forEach(it -> left.add(new Numbered(left.size(), it)));
        List<Trial> trials = new ArrayList<>();
        TrainingParameters winner = candidates.get(0);
        List<Halving.Rung> rungs = Halving.rungs(candidates.size(), folds);
        for (int i = 0; i < rungs.size(); i++) {
            List<Halving.Tried<Numbered>> tried = new ArrayList<>();
            for (Numbered candidate : List.copyOf(left)) {
                if (!trials.isEmpty() && isBudgetSpent.getAsBoolean()) {
                    break;
                }
                Trial trial = attempt(candidate, i + 1, rungs.get(i));
                trials.add(trial);
                listener.accept(trial);
                tried.add(new Halving.Tried<>(grown(candidate, trial, rungs.get(i)), candidate.number(), trial.mape()));
            }
            boolean isCutShort = tried.size() < left.size();
            List<Numbered> best =
                    Halving.best(tried, i + 1 < rungs.size() ? rungs.get(i + 1).candidates() : 1);
            winner = best.isEmpty() ? winner : best.get(0).parameters();
            if (isCutShort) {
                return new Found(winner, trials, true);
            }
            left.clear();
            left.addAll(best);
        }
        return new Found(winner, trials, false);
    }

    private Trial attempt(Numbered candidate, int number, Halving.Rung rung) {
        TrainingParameters part = candidate
                .parameters()
                .withRounds(Math.max(1, candidate.parameters().rounds() / rung.parts()));
        CrossValidation.Outcome outcome = validation.validate(part, rung.folds(), rung.parts() == 1 ? PATIENCE : 0);
        return new Trial(candidate.number(), number, part, rung.folds(), outcome.rounds(), outcome.meanMape());
    }

    /** Whoever was grown to the end keeps the rounds that were best. */
    private static Numbered grown(Numbered candidate, Trial trial, Halving.Rung rung) {
        return rung.parts() > 1
                ? candidate
                : new Numbered(candidate.number(), candidate.parameters().withRounds(trial.rounds()));
    }
}
