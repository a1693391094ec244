package io.claimstream.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.ledger.Fault.Kind;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.RecordRef;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What entries name is compared with what stands there. */
class RecordCheckTest {

    private static final String FEEDBACK = "claims.feedback.v1";
    private static final String CONTESTS = "claims.contests.v1";
    private static final String APPROVALS = "claims.approvals.v1";
    private static final String FEATURES = "claims.features.v1";
    private static final RecordRef INPUT = new RecordRef(Ledgers.PARTITION, 40L);

    private final RecordCheck check = new RecordCheck();

    @Test
    void shouldFindNothingWhereAllIsAsItWas() {
        // Given
        Ledgers.chain(4).forEach(check::entry);

        // When
        for (int number : List.of(1, 2, 3, 4)) {
            stands(number, Ledgers.value(number));
        }

        // Then
        assertThat(check.faults()).isEmpty();
        assertThat(check.checked()).isEqualTo(4);
    }

    @Test
    void shouldNameTheEntryOfARecordThatChangedAndOfOneThatIsGone() {
        // Given
        Ledgers.chain(4).forEach(check::entry);

        // When
        stands(1, Ledgers.value(1));
        stands(3, Ledgers.value(7));

        // Then: nothing removes records of these topics, an erasure neither.
        assertThat(check.faults())
                .extracting(Fault::kind, Fault::sequence, Fault::place)
                .containsExactly(
                        tuple(Kind.RECORD_MISSING, 2L, FEEDBACK + " 2@2"),
                        tuple(Kind.RECORD_CHANGED, 3L, FEEDBACK + " 2@3"),
                        tuple(Kind.RECORD_MISSING, 4L, FEEDBACK + " 2@4"));
    }

    @Test
    void shouldFindDecisionsWithoutEntryUnlessTheyAreNew() {
        // Given
        List<DecisionEntry> chain = Ledgers.chain(4);
        List.of(chain.get(0), chain.get(3)).forEach(check::entry);

        // When
        stands(1, Ledgers.value(1));
        decided(3, true);
        stands(4, Ledgers.value(4));
        decided(5, true);
        decided(6, false);

        // Then
        assertThat(check.faults())
                .extracting(Fault::kind, Fault::place)
                .containsExactly(
                        tuple(Kind.NOT_ENTERED, FEEDBACK + " 2@3"), tuple(Kind.NOT_ENTERED, FEEDBACK + " 2@6"));
        assertThat(check.waiting()).isEqualTo(1);
    }

    @Test
    void shouldFindTheEndOfAContestThatWasChangedOrTakenAway() {
        // Given
        List.of(1, 2, 3).forEach(number -> check.entry(ended(number)));

        // When: the second is gone, and a fourth was written that nobody entered.
        contestStands(1, Ledgers.value(1));
        contestStands(3, Ledgers.value(7));
        contestStands(4, Ledgers.value(4));

        // Then
        assertThat(check.faults())
                .extracting(Fault::kind, Fault::place)
                .containsExactlyInAnyOrder(
                        tuple(Kind.RECORD_MISSING, CONTESTS + " 2@2"),
                        tuple(Kind.RECORD_CHANGED, CONTESTS + " 2@3"),
                        tuple(Kind.NOT_ENTERED, CONTESTS + " 2@4"));
    }

    @Test
    void shouldFindWhatWasDeclinedAndThenChangedOrTakenAway() {
        // Given
        List.of(1, 2, 3).forEach(number -> check.entry(declined(number)));

        // When: the second is gone, the third says something else, and a fourth was written that nobody entered.
        declineStands(1, Ledgers.value(1));
        declineStands(3, Ledgers.value(7));
        declineStands(4, Ledgers.value(4));

        // Then
        assertThat(check.faults())
                .extracting(Fault::kind, Fault::place)
                .containsExactlyInAnyOrder(
                        tuple(Kind.RECORD_MISSING, APPROVALS + " 2@2"),
                        tuple(Kind.RECORD_CHANGED, APPROVALS + " 2@3"),
                        tuple(Kind.NOT_ENTERED, APPROVALS + " 2@4"));
    }

    @Test
    void shouldFindADecisionThatWasEnteredTwice() {
        // Given
        check.entry(Ledgers.settled(1));
        check.entry(Ledgers.settled(1));

        // When
        stands(1, Ledgers.value(1));

        // Then
        assertThat(check.faults()).extracting(Fault::kind).containsExactly(Kind.ENTERED_TWICE);
    }

    @Test
    void shouldCompareInputsThatSeveralEntriesName() {
        // Given
        check.entry(madeFrom(1, LedgerHash.of(Ledgers.value(40))));
        check.entry(madeFrom(3, null));
        stands(1, Ledgers.value(1));
        stands(3, Ledgers.value(3));

        // When
        check.input(FEATURES, INPUT, Ledgers.value(41));

        // Then
        assertThat(check.faults())
                .extracting(Fault::kind, Fault::place)
                .containsExactly(tuple(Kind.RECORD_CHANGED, FEATURES + " 2@40"));
    }

    @Test
    void shouldNotMissAnInputThatWasGoneWhenItWasEntered() {
        // Given
        check.entry(madeFrom(1, null));

        // When
        stands(1, Ledgers.value(1));

        // Then
        assertThat(check.faults()).isEmpty();
    }

    private static DecisionEntry madeFrom(int number, @Nullable String sha256) {
        return DecisionEntry.newBuilder(Ledgers.settled(number))
                .setInputs(List.of(new HashedRecord(FEATURES, INPUT.getPartition(), INPUT.getOffset(), sha256)))
                .build();
    }

    private static DecisionEntry ended(int number) {
        ContestEnded ended = new ContestEnded(
                "co_" + number,
                "acme",
                "c-1",
                1,
                "s_1",
                ContestOutcome.UPHELD,
                null,
                "user:u_1",
                Ledgers.NOW,
                Ledgers.NOW,
                Ledgers.NOW);
        HashedRecord record =
                new HashedRecord(CONTESTS, Ledgers.PARTITION, (long) number, LedgerHash.of(Ledgers.value(number)));
        return Decisions.of(ended, record, Ledgers.NOW)
                .setPartition(Ledgers.PARTITION)
                .setSequence((long) number)
                .build();
    }

    private static DecisionEntry declined(int number) {
        ApprovalDeclined declined = new ApprovalDeclined(
                "a_" + number,
                "acme",
                "c-1",
                1,
                "s_1",
                FeedbackKind.CORRECTED,
                "GBP",
                new BigDecimal("52000.00"),
                null,
                null,
                "user:u_1",
                Ledgers.NOW,
                "user:u_2",
                Ledgers.NOW);
        HashedRecord record =
                new HashedRecord(APPROVALS, Ledgers.PARTITION, (long) number, LedgerHash.of(Ledgers.value(number)));
        return Decisions.of(declined, record, Ledgers.NOW)
                .setPartition(Ledgers.PARTITION)
                .setSequence((long) number)
                .build();
    }

    private void declineStands(int number, byte[] value) {
        check.decision(APPROVALS, new RecordRef(Ledgers.PARTITION, (long) number), value, false);
    }

    private void contestStands(int number, byte[] value) {
        check.decision(CONTESTS, new RecordRef(Ledgers.PARTITION, (long) number), value, false);
    }

    private void stands(int number, byte[] value) {
        check.decision(FEEDBACK, new RecordRef(Ledgers.PARTITION, (long) number), value, false);
    }

    private void decided(int number, boolean mayWait) {
        check.decision(FEEDBACK, new RecordRef(Ledgers.PARTITION, (long) number), Ledgers.value(number), mayWait);
    }
}
