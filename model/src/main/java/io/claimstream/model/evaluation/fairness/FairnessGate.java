package io.claimstream.model.evaluation.fairness;

import io.claimstream.model.gate.Gate;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.gate.GateResult.Figure;
import io.claimstream.model.gate.GateResult.Outcome;
import java.util.List;

/**
 * Lets nobody pass whose estimates are worse for one group of people than for another. A model of which fairness cannot be measured passes, and
 * the text says so: no gap was found. Pure.
 */
public final class FairnessGate {

    private FairnessGate() {}

    /** Judges by what the report of the model says. */
    public static GateResult of(Fairness fairness) {
        return fairness.verdict()
                .fold(
                        passed -> new GateResult(
                                Gate.FAIRNESS,
                                Outcome.PASSED,
                                figures(fairness),
                                "No gap of MAPE above " + points() + ", beyond chance, between " + passed.cells()
                                        + " groups of age and gender."),
                        blocked -> new GateResult(
                                Gate.FAIRNESS,
                                Outcome.REFUSED,
                                figures(fairness),
                                "Unfair: MAPE differs by more than " + points()
                                        + ", beyond chance, from that of everybody else for "
                                        + String.join("; ", blocked.cells()) + "."),
                        unmeasured -> new GateResult(
                                Gate.FAIRNESS,
                                Outcome.UNMEASURED,
                                List.of(),
                                "Fairness is not measured: " + unmeasured.why()));
    }

    /** Of each group, beyond chance or not: what blocks is told by the outcome. */
    private static List<Figure> figures(Fairness fairness) {
        return fairness.cells().stream()
                .map(cell -> new Figure(
                        "gap of MAPE, either way, of " + cell.name() + "; refused when above, beyond chance",
                        Math.abs(cell.gap().value()),
                        fairness.limit()))
                .toList();
    }

    private static String points() {
        return Math.round(Fairness.LIMIT * 100) + " points";
    }
}
