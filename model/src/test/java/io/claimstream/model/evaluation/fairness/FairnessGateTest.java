package io.claimstream.model.evaluation.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.training.GateDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessGateTest {

    private static final GateDecision BETTER = new GateDecision.Publish("Better.");

    @Test
    void shouldLetAFairModelPass() {
        assertThat(FairnessGate.after(BETTER, new FairnessVerdict.Passed(4)))
                .isEqualTo(new GateDecision.Publish(
                        "Better. No gap of MAPE above 5 points between 4 groups of age and gender."));
    }

    @Test
    void shouldRefuseAnUnfairModelHoweverGood() {
        GateDecision decision = FairnessGate.after(
                BETTER, new FairnessVerdict.Blocked(List.of("Female, under 25", "Male, 65 and over")));

        assertThat(decision).isInstanceOf(GateDecision.Refuse.class);
        assertThat(decision.reason()).startsWith("Unfair: ").contains("Female, under 25; Male, 65 and over", "Better.");
    }

    @Test
    void shouldSayThatFairnessWasNotMeasured() {
        assertThat(FairnessGate.after(BETTER, new FairnessVerdict.Unmeasured("There are too few rows.")))
                .isEqualTo(new GateDecision.Publish("Better. Fairness is not measured: There are too few rows."));
    }

    @Test
    void shouldNotMendWhatAnEarlierGateRefused() {
        GateDecision refused = new GateDecision.Refuse("Not better.");

        assertThat(FairnessGate.after(refused, new FairnessVerdict.Passed(4))).isEqualTo(refused);
    }
}
