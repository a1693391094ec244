package io.claimstream.model.evaluation.fairness;

import io.claimstream.model.training.GateDecision;

/**
 * Lets nobody pass whose estimates are worse for one group of people than for another. Comes after the gates that ask whether a model is good. A
 * model of which fairness cannot be measured passes, and the reason says so: no gap was found. Pure.
 */
public final class FairnessGate {

    private FairnessGate() {}

    /**
     * Decides.
     *
     * @param earlier what the gates before decided
     * @param verdict what the report of the model says
     */
    public static GateDecision after(GateDecision earlier, FairnessVerdict verdict) {
        return earlier.fold(
                publish -> verdict.fold(
                        passed -> new GateDecision.Publish(publish.reason() + " No gap of MAPE above " + points()
                                + " between " + passed.cells() + " groups of age and gender."),
                        blocked -> new GateDecision.Refuse("Unfair: MAPE differs by more than " + points()
                                + ", beyond chance, from that of everybody else for "
                                + String.join("; ", blocked.cells())
                                + ". But for that it could pass. " + publish.reason()),
                        unmeasured -> new GateDecision.Publish(
                                publish.reason() + " Fairness is not measured: " + unmeasured.why())),
                refuse -> refuse);
    }

    private static String points() {
        return Math.round(Fairness.LIMIT * 100) + " points";
    }
}
