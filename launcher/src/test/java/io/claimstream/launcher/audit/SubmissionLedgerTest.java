package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ScorePurpose;
import io.claimstream.testkit.Claims;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionLedgerTest {

    private final SubmissionLedger ledger = new SubmissionLedger();

    @Test
    void shouldFindNothingLostOrDoubledWhenEveryRecordHasItsOutcome() {
        // Given
        submit(0, "c-accepted");
        submit(1, "c-accepted");
        submit(2, "c-rejected");
        ledger.submitted(ref(3), Optional.empty());

        // When
        accept(0, "c-accepted");
        ledger.scored(Events.scored("c-accepted").build());
        ledger.rejected(Events.rejected(Events.submitted("c-rejected"), 2));
        ledger.deadLettered(ref(3));

        // Then
        assertThat(counts()).isEqualTo("claims 2, submitted 4, accepted 1, rejected 1, dead 1, duplicates 1, scored 1");
        assertThat(ledger.lost()).isZero();
        assertThat(ledger.doubled()).isZero();
    }

    @Test
    void shouldTellTheScoresOfAModelFromThoseOfTheBaseline() {
        // When
        ledger.scored(Events.scored("c-1").build());
        ledger.scored(Events.scored("c-2").setModelVersion("baseline").build());

        // Then
        assertThat(ledger.scored()).isEqualTo(2);
        assertThat(ledger.scoredByModel()).isEqualTo(1);
    }

    @Test
    void shouldCallRecordWithoutOutcomeLost() {
        // When
        submit(0, "c-1");

        // Then
        assertThat(ledger.lost()).isEqualTo(1);
        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void shouldCallUndecodableRecordWithoutDeadLetterLost() {
        // When
        ledger.submitted(ref(0), Optional.empty());

        // Then
        assertThat(ledger.lost()).isEqualTo(1);
        assertThat(ledger.claims()).isZero();
    }

    @Test
    void shouldCallOtherContentOfAnAcceptedRevisionLostRatherThanDuplicate() {
        // Given
        submit(0, "c-1");
        accept(0, "c-1");
        ledger.scored(Events.scored("c-1").build());

        // When
        ledger.submitted(
                ref(1),
                Optional.of(Claims.aClaim("c-1").withEarningsLoss("301.00").build()));

        // Then
        assertThat(ledger.lost()).isEqualTo(1);
        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void shouldCallAcceptedRevisionWithoutLiveScoreLost() {
        // Given
        submit(0, "c-1");
        accept(0, "c-1");

        // When
        ledger.scored(Events.scored("c-1").setPurpose(ScorePurpose.SHADOW).build());

        // Then
        assertThat(ledger.lost()).isEqualTo(1);
        assertThat(ledger.scored()).isZero();
    }

    @Test
    void shouldCallRecordWithTwoOutcomesDoubled() {
        // Given
        submit(0, "c-1");
        accept(0, "c-1");
        ledger.scored(Events.scored("c-1").build());

        // When
        ledger.rejected(Events.rejected(Events.submitted("c-1"), 0));

        // Then
        assertThat(ledger.doubled()).isEqualTo(1);
        assertThat(ledger.lost()).isZero();
    }

    @Test
    void shouldCallRevisionAcceptedTwiceDoubled() {
        // Given
        submit(0, "c-1");
        submit(1, "c-1");
        ledger.scored(Events.scored("c-1").build());

        // When
        accept(0, "c-1");
        accept(1, "c-1");

        // Then
        assertThat(ledger.doubled()).isEqualTo(1);
        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void shouldCallRevisionScoredTwiceDoubledOnce() {
        // Given
        submit(0, "c-1");
        accept(0, "c-1");

        // When
        ledger.scored(Events.scored("c-1").build());
        ledger.scored(Events.scored("c-1").build());
        ledger.scored(Events.scored("c-1").build());

        // Then
        assertThat(ledger.doubled()).isEqualTo(1);
        assertThat(ledger.scored()).isEqualTo(3);
    }

    @Test
    void shouldCountDeadLettersOfOtherTopicsApart() {
        // When
        ledger.deadLetteredElsewhere();

        // Then
        assertThat(ledger.deadElsewhere()).isEqualTo(1);
        assertThat(ledger.deadLettered()).isZero();
    }

    @Test
    void shouldExplainOutcomesThatAreReadBeforeTheirRecords() {
        // Given: topics are read in any order
        accept(0, "c-1");
        ledger.scored(Events.scored("c-1").build());

        // When
        submit(1, "c-1");
        submit(0, "c-1");

        // Then
        assertThat(ledger.duplicates()).isEqualTo(1);
        assertThat(ledger.lost()).isZero();
    }

    private void submit(long offset, String claimId) {
        ledger.submitted(ref(offset), Optional.of(Events.submitted(claimId)));
    }

    private void accept(long offset, String claimId) {
        ClaimSubmitted claim = Events.submitted(claimId);
        ledger.accepted(Events.accepted(claim, offset));
    }

    private static Ref ref(long offset) {
        return new Ref(0, offset);
    }

    private String counts() {
        return "claims " + ledger.claims() + ", submitted " + ledger.submitted() + ", accepted " + ledger.accepted()
                + ", rejected " + ledger.rejected() + ", dead " + ledger.deadLettered() + ", duplicates "
                + ledger.duplicates() + ", scored " + ledger.scored();
    }
}
