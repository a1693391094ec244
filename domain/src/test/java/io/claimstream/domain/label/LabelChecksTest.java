package io.claimstream.domain.label;

import static io.claimstream.domain.label.LabelFacts.correctedBy;
import static io.claimstream.domain.label.LabelFacts.features;
import static io.claimstream.domain.label.LabelFacts.feedback;
import static io.claimstream.domain.label.LabelFacts.labels;
import static io.claimstream.domain.label.LabelFacts.saidAfterScore;
import static io.claimstream.domain.label.LabelFacts.score;
import static io.claimstream.domain.label.LabelFacts.settled;
import static io.claimstream.domain.label.LabelFacts.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.label.LabelFacts.Fact;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The sum of the heads of every claim here is 900.00, the live estimate 950.00. */
class LabelChecksTest {

    @Test
    void shouldFlagCorrectionWhenAnotherAdjusterContradictsIt() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                correctedBy("ann", "f1", 10, "800.00"),
                correctedBy("bob", "f2", 9, "700.00"),
                correctedBy("ann", "f1", 10, "800.00"));

        // Then
        assertThat(labels).extracting(ClaimLabelled::getFeedbackId).containsExactly("f1", "f1");
        assertThat(labels).extracting(LabelChecksTest::flags).containsExactly(List.of(), List.of("CONFLICTING"));
    }

    @Test
    void shouldNotCallItAConflictWhenTheyAgreeOrOneChangesTheirMind() {
        assertThat(flagsAfter(correctedBy("ann", "f1", 10, "800.00"), correctedBy("bob", "f2", 11, "800.0")))
                .isEmpty();
        assertThat(flagsAfter(correctedBy("ann", "f1", 10, "800.00"), correctedBy("ann", "f2", 11, "700.00")))
                .isEmpty();
        assertThat(flagsAfter(
                        correctedBy("ann", "f1", 10, "800.00"),
                        correctedBy("bob", "f2", 11, "700.00"),
                        correctedBy("ann", "f3", 12, "700.00")))
                .isEmpty();
    }

    @Test
    void shouldEndTheConflictWhenItIsSettledOrTakenBack() {
        // Given
        Fact ann = correctedBy("ann", "f1", 10, "800.00");
        Fact bob = correctedBy("bob", "f2", 11, "700.00");

        // Then
        assertThat(flagsAfter(ann, bob)).containsExactly("CONFLICTING");
        assertThat(flagsAfter(ann, bob, settled("f3", 30, "1000.00"))).isEmpty();
        assertThat(flagsAfter(ann, bob, withdrawn("f3", 12, "f1"))).isEmpty();
    }

    @Test
    void shouldNotCompareCorrectionsOfDifferentRevisions() {
        // When
        List<ClaimLabelled> labels = labels(
                features(1),
                score(1),
                features(2),
                score(2),
                correctedBy("ann", "f1", 10, "800.00"),
                feedback("f2", FeedbackKind.CORRECTED, 11, it -> it.setActor("bob")
                        .setRevision(2)
                        .setAmount(new BigDecimal("1400.00"))));

        // Then
        assertThat(labels).extracting(LabelChecksTest::flags).containsOnly(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "47499.99, false",
        "47500.00, true",
        "18.01,    false",
        "18.00,    true",
        "0.01,     true",
        "0.00,     false",
        "62.00,    false"
    })
    void shouldFlagAmountFarFromBothEstimateAndSumOfHeads(String amount, boolean isImplausible) {
        assertThat(flagsAfter(settled("f1", 30, amount)).contains("IMPLAUSIBLE_AMOUNT"))
                .isEqualTo(isImplausible);
        assertThat(flagsAfter(correctedBy("ann", "f1", 30, amount)).contains("IMPLAUSIBLE_AMOUNT"))
                .isEqualTo(isImplausible);
    }

    @Test
    void shouldFlagCopyOfTheEstimate() {
        assertThat(flagsAfter(correctedBy("ann", "f1", 10, "950.0"))).containsExactly("COPIED_ESTIMATE");
        assertThat(flagsAfter(settled("f1", 30, "950.00"))).containsExactly("COPIED_ESTIMATE");
        assertThat(flagsAfter(settled("f1", 30, "950.01"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1999, true", "2000, false"})
    void shouldFlagCorrectionThatCameBeforeAnybodyCouldRead(long millis, boolean isTooFast) {
        assertThat(flagsAfter(saidAfterScore(FeedbackKind.CORRECTED, millis, "800.00"))
                        .contains("ANSWERED_TOO_FAST"))
                .isEqualTo(isTooFast);
        assertThat(flagsAfter(saidAfterScore(FeedbackKind.SETTLED, millis, "800.00")))
                .isEmpty();
    }

    @Test
    void shouldLeaveOutCorrectionsThatAreNoEvidenceButNotWhatWasPaid() {
        assertThat(LabelFlag.values()).allMatch(flag -> flag.leavesOut(LabelKind.CORRECTED));
        assertThat(LabelFlag.COPIED_ESTIMATE.leavesOut(LabelKind.SETTLED)).isFalse();
        assertThat(LabelFlag.ANSWERED_TOO_FAST.leavesOut(LabelKind.SETTLED)).isFalse();
        assertThat(LabelFlag.IMPLAUSIBLE_AMOUNT.leavesOut(LabelKind.SETTLED)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(LabelFlag.class)
    void shouldKnowItsOwnCodesOnly(LabelFlag flag) {
        assertThat(LabelFlag.of(flag.name())).contains(flag);
        assertThat(LabelFlag.of(flag.name() + "_2")).isEmpty();
    }

    private static List<String> flagsAfter(Fact... said) {
        List<Fact> facts = new ArrayList<>(List.of(features(1), score(1)));
        facts.addAll(List.of(said));
        List<ClaimLabelled> labels = labels(facts);
        return flags(labels.get(labels.size() - 1));
    }

    private static List<String> flags(ClaimLabelled label) {
        return label.getFlags().orElseThrow();
    }
}
