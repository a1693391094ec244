package io.claimstream.model.gate;

import io.claimstream.model.engine.ScoringEngine;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many times as long one engine takes to estimate and explain as another: both on the same rows, turn by turn, so that whatever else the
 * machine does slows both; and the fastest turn of each, which is the one that was disturbed least (Chen &amp; Revels, <em>Robust benchmarking
 * in noisy environments</em>, 2016). Used by one thread.
 */
public final class SpeedTrial {

    /** Turns of each engine that are measured, unless they take too long. */
    static final int TURNS = 40;

    /** Turns before, in which the JVM compiles. */
    static final int WARM_UP = 20;

    /** Turns that are made however long they take. */
    static final int LEAST_TURNS = 3;

    /** After this a trial ends as soon as it has its least turns. */
    static final long LONGEST_NANOS = 3_000_000_000L;

    private final List<float[]> rows;
    private final LongSupplier nanos;

    /**
     * @param rows feature vectors, at least one
     * @param nanos a clock that only runs forward
     */
    public SpeedTrial(List<float[]> rows, LongSupplier nanos) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Expected rows to be timed on.");
        }
        this.rows = List.copyOf(rows);
        this.nanos = nanos;
    }

    /**
     * What came of it. Times depend on the machine and are no figures of a gate.
     *
     * @param ratio the fastest turn of the candidate as a multiple of that of the reference
     * @param turns turns of each that were measured
     */
    public record Outcome(double ratio, int turns) {}

    /**
     * Measures.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public Outcome run(ScoringEngine candidate, ScoringEngine reference) throws InterruptedException {
        turns(candidate, reference, WARM_UP);
        return turns(candidate, reference, TURNS);
    }

    private Outcome turns(ScoringEngine candidate, ScoringEngine reference, int wished) throws InterruptedException {
        long start = nanos.getAsLong();
        long fastest = Long.MAX_VALUE;
        long fastestReference = Long.MAX_VALUE;
        int made = 0;
        while (made < LEAST_TURNS || (made < wished && nanos.getAsLong() - start < LONGEST_NANOS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Expected to finish the trial.");
            }
            fastest = Math.min(fastest, turn(candidate));
            fastestReference = Math.min(fastestReference, turn(reference));
            made++;
        }
        return new Outcome((double) fastest / fastestReference, made);
    }

    private long turn(ScoringEngine engine) {
        float[] contributions = new float[rows.get(0).length + 1];
        long start = nanos.getAsLong();
        for (float[] row : rows) {
            engine.explain(row, contributions);
        }
        return Math.max(1, nanos.getAsLong() - start);
    }
}
