package io.claimstream.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.lifecycle.RefusalCode;
import io.claimstream.model.gate.GateResult.Outcome;
import io.claimstream.model.training.GateDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final GateResult VERIFIED = Gates.verified("signature");
    private static final GateResult BETTER = result(Gate.BETTER, Outcome.PASSED, "Better.");
    private static final GateResult UNMEASURED = result(Gate.FAIRNESS, Outcome.UNMEASURED, "Not measured.");
    private static final GateResult UNFAIR = result(Gate.FAIRNESS, Outcome.REFUSED, "Unfair.");
    private static final GateResult SLOW = result(Gate.SPEED, Outcome.REFUSED, "Too slow.");

    @Test
    void shouldPublishWhatNoGateRefusesAndSayWhatEachFound() {
        // Given
        List<GateResult> results = List.of(UNMEASURED, BETTER, VERIFIED);

        // Then
        assertThat(Gates.decide(results))
                .isEqualTo(new GateDecision.Publish("Verified: signature. Better. Not measured."));
        assertThat(Gates.refusing(results)).isEmpty();
    }

    @Test
    void shouldRefuseByTheFirstGateAndSayWhatTheOthersFound() {
        // Given
        List<GateResult> results = List.of(SLOW, UNFAIR, BETTER, VERIFIED);

        // Then
        assertThat(Gates.decide(results))
                .isEqualTo(new GateDecision.Refuse("Unfair. Too slow. The other gates: Verified: signature. Better."));
        assertThat(Gates.refusing(results)).map(Gate::refusal).contains(RefusalCode.UNFAIR);
    }

    @Test
    void shouldAskInTheStatedOrder() {
        assertThat(Gate.values())
                .extracting(Gate::refusal)
                .containsExactly(
                        RefusalCode.NOT_VERIFIED,
                        RefusalCode.NOT_BETTER,
                        RefusalCode.COVERAGE,
                        RefusalCode.UNFAIR,
                        RefusalCode.TOO_SLOW);
    }

    private static GateResult result(Gate gate, Outcome outcome, String text) {
        return new GateResult(gate, outcome, List.of(), text);
    }
}
