package io.claimstream.model.gate;

import io.claimstream.model.training.GateDecision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the gates say together. Every gate is asked, also behind one that refuses, so that a reader sees all there is to mend. Pure. */
public final class Gates {

    private Gates() {}

    /**
     * The decision. Its reason has the text of every gate; those that refuse come first.
     *
     * @param results one of each gate, in any order
     */
    public static GateDecision decide(List<GateResult> results) {
        String refused = text(results, true);
        String passed = text(results, false);
        if (refused.isEmpty()) {
            return new GateDecision.Publish(passed);
        }
        return new GateDecision.Refuse(passed.isEmpty() ? refused : refused + " The other gates: " + passed);
    }

    /** The first gate that refuses; empty when none does. */
    public static Optional<Gate> refusing(List<GateResult> results) {
        return results.stream()
                .filter(GateResult::isRefused)
                .map(GateResult::gate)
                .sorted()
                .findFirst();
    }

    /**
     * The first gate.
     *
     * @param how what was verified, for people
     */
    public static GateResult verified(String how) {
        return new GateResult(Gate.VERIFIED, GateResult.Outcome.PASSED, List.of(), "Verified: " + how + ".");
    }

    private static String text(List<GateResult> results, boolean isRefused) {
        return results.stream()
                .filter(result -> result.isRefused() == isRefused)
                .sorted((one, other) -> one.gate().compareTo(other.gate()))
                .map(GateResult::text)
                .collect(Collectors.joining(" "));
    }
}
