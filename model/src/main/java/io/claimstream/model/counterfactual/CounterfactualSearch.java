package io.claimstream.model.counterfactual;

import io.claimstream.domain.claim.Pence;
import io.claimstream.domain.counterfactual.FieldChange;
import io.claimstream.model.counterfactual.Counterfactual.Outcome;
import io.claimstream.model.engine.ScoringEngine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for the smallest allowed change to a claim that moves its estimate to an amount or beyond. Fewer fields come before a shorter
 * distance. Changes of one field are tried exhaustively, so the one found is the nearest; changes of two from the nearest on, within a bound.
 * Never touches what {@link io.claimstream.domain.counterfactual.ClaimFields} does not list as changeable, and never makes a claim that
 * breaks a rule. The same input gives the same answer. Thread-safe.
 */
public final class CounterfactualSearch {

    private final ScoringEngine engine;
    private final SplitPoints splits;

    /**
     * @param engine scores
     * @param splits the thresholds of the same model
     */
    public CounterfactualSearch(ScoringEngine engine, SplitPoints splits) {
        this.engine = engine;
        this.splits = splits;
    }

    /**
     * Searches.
     *
     * @param situation the claim as it was scored
     * @param amount to be reached: from below at least, from above at most
     * @throws IllegalArgumentException when the model's estimate of the claim is no amount of money
     */
    public Counterfactual find(Situation situation, BigDecimal amount) {
        return find(situation, amount, () -> {});
    }

    /**
     * Searches, and asks before each estimate whether to go on.
     *
     * @param situation the claim as it was scored
     * @param amount to be reached: from below at least, from above at most
     * @param goOn throws to end the search; the exception reaches the caller
     * @throws IllegalArgumentException when the model's estimate of the claim is no amount of money
     */
    public Counterfactual find(Situation situation, BigDecimal amount, Runnable goOn) {
        Crossing crossing = Crossing.of(engine, situation, Pence.of(amount), goOn);
        if (crossing.isReached()) {
            return found(Outcome.NONE_NEEDED, crossing, Stream.empty());
        }
        Moves moves = new Moves(splits, situation, situation.vector().sumOfHeads());
        List<Move> all = moves.all();
        Optional<Move> one =
                all.stream().filter(move -> crossing.by(situation, move)).findFirst();
        if (one.isPresent()) {
            return found(Outcome.ONE_FIELD, crossing, one.stream().map(move -> new Made(situation, move)));
        }
        return new PairSearch(splits, situation, crossing)
                .find(all)
                .map(pair -> found(Outcome.TWO_FIELDS, crossing, pair.made(situation)))
                .orElseGet(() -> found(Outcome.NONE_FOUND, crossing, Stream.empty()));
    }

    /** A move and the situation that it starts from. */
    record Made(Situation before, Move move) {

        FieldChange change() {
            return new FieldChange(move.field(), before.value(move.field()).orElseThrow(), move.to());
        }

        Situation after() {
            return before.with(move.field(), move.to());
        }
    }

    private static Counterfactual found(Outcome outcome, Crossing crossing, Stream<Made> made) {
        List<Made> steps = made.toList();
        // Everything is computed anew here: what is told does not rest on the shortcuts of the search.
        long pence = steps.isEmpty()
                ? crossing.startPence()
                : crossing.estimate(steps.get(steps.size() - 1).after().vector().values())
                        .orElseThrow();
        return new Counterfactual(
                outcome,
                steps.stream().map(Made::change).toList(),
                steps.stream().mapToDouble(step -> step.move().distance()).sum(),
                Pence.toAmount(pence),
                crossing.tried());
    }
}
