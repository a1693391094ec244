package io.claimstream.model.gate;

import java.util.List;

/**
 * What one gate found.
 *
 * @param gate the gate
 * @param outcome what it means
 * @param figures what was measured, and the limits; empty when nothing could be
 * @param text the same for people, one sentence or more
 */
public record GateResult(Gate gate, Outcome outcome, List<Figure> figures, String text) {

    /** What a gate can find. */
    public enum Outcome {
        PASSED,
        REFUSED,
        /** Nothing speaks against the model, since nothing could be measured; the text says why. It passes. */
        UNMEASURED
    }

    public GateResult {
        figures = List.copyOf(figures);
    }

    /**
     * A figure beside its limit.
     *
     * @param name what is measured, and on which side of the limit it has to be
     * @param measured the figure, finite
     * @param limit its limit, finite
     */
    public record Figure(String name, double measured, double limit) {}

    static GateResult of(Gate gate, boolean passes, List<Figure> figures, String text) {
        return new GateResult(gate, passes ? Outcome.PASSED : Outcome.REFUSED, figures, text);
    }

    /** Whether it keeps the model from serving. */
    public boolean isRefused() {
        return outcome == Outcome.REFUSED;
    }
}
