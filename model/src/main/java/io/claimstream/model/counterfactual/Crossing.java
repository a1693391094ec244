package io.claimstream.model.counterfactual;

import io.claimstream.model.ReasonMoney;
import io.claimstream.model.engine.ScoringEngine;
import java.util.OptionalLong;

/** Whether estimates are at an amount or on its other side. Counts what it is asked. For one search. */
final class Crossing {

    private final ScoringEngine engine;
    private final long start;
    private final long amount;
    private final Runnable goOn;
    private int tried;

    private Crossing(ScoringEngine engine, long start, long amount, Runnable goOn) {
        this.engine = engine;
        this.start = start;
        this.amount = amount;
        this.goOn = goOn;
    }

    static Crossing of(ScoringEngine engine, Situation situation, long amountPence, Runnable goOn) {
        long start = pence(engine.margin(situation.vector().values()))
                .orElseThrow(() -> new IllegalArgumentException("Expected an estimate that is an amount of money."));
        return new Crossing(engine, start, amountPence, goOn);
    }

    /** The estimate before any change. */
    long startPence() {
        return start;
    }

    /** Whether the estimate is the amount without any change. */
    boolean isReached() {
        return start == amount;
    }

    /** Number of changed claims whose estimate was asked for. */
    int tried() {
        return tried;
    }

    /** Whether a move from a situation crosses, and is allowed. */
    boolean by(Situation before, Move move) {
        goOn.run();
        tried++;
        float[] row = before.row(move.field(), move.to(), before.vector().values());
        OptionalLong estimate = estimate(row);
        return estimate.isPresent()
                && (start < amount ? estimate.getAsLong() >= amount : estimate.getAsLong() <= amount)
                && before.allows(move.field(), move.to());
    }

    /** The estimate of a feature vector in pence; empty when it is no amount of money. */
    OptionalLong estimate(float[] row) {
        return pence(engine.margin(row));
    }

    private static OptionalLong pence(float margin) {
        return Math.abs(margin) <= ReasonMoney.MAX_MARGIN
                ? OptionalLong.of(ReasonMoney.pence(margin))
                : OptionalLong.empty();
    }
}
