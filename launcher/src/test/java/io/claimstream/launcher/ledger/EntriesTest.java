package io.claimstream.launcher.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.ledger.Decisions;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.DecisionKind;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HashedRecord;
import io.claimstream.schemas.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a story tells once, and what it tells as often as it stands there. */
class EntriesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    @Test
    void shouldTellTheEndOfAContestOnce() {
        // Given
        DecisionEntry first = ended("co_1", ContestOutcome.UPHELD, 0, "aa");
        DecisionEntry again = ended("co_1", ContestOutcome.UPHELD, 1, "aa");
        DecisionEntry another = ended("co_2", ContestOutcome.UPHELD, 2, "bb");

        // When
        List<DecisionEntry> told = Entries.once(List.of(first, again, another));

        // Then
        assertThat(told).containsExactly(first, another);
    }

    @Test
    void shouldTellAnEndThatSaysSomethingElse() {
        // Given
        DecisionEntry upheld = ended("co_1", ContestOutcome.UPHELD, 0, "aa");
        DecisionEntry withdrawn = ended("co_1", ContestOutcome.WITHDRAWN, 1, "cc");

        // When
        List<DecisionEntry> told = Entries.once(List.of(upheld, withdrawn));

        // Then
        assertThat(told)
                .extracting(DecisionEntry::getKind)
                .containsExactly(DecisionKind.CONTEST_UPHELD, DecisionKind.CONTEST_WITHDRAWN);
    }

    @Test
    void shouldTellOnceWhatASecondPersonDeclined() {
        // Given
        DecisionEntry first = declined("a_1", 0, "aa");
        DecisionEntry again = declined("a_1", 1, "aa");
        DecisionEntry another = declined("a_2", 2, "bb");

        // Then
        assertThat(Entries.once(List.of(first, again, another))).containsExactly(first, another);
    }

    @Test
    void shouldTellFeedbackAsOftenAsItStandsThere() {
        // Given
        DecisionEntry first = said(0);
        DecisionEntry again = said(1);

        // Then
        assertThat(Entries.once(List.of(first, again))).containsExactly(first, again);
    }

    private static DecisionEntry ended(String contestId, ContestOutcome outcome, long offset, String sha256) {
        return Decisions.of(
                        new ContestEnded(contestId, "acme", "c-1", 1, "s_1", outcome, null, "user:u_1", NOW, NOW, NOW),
                        new HashedRecord(Topics.CLAIMS_CONTESTS.name(), 0, offset, sha256),
                        NOW)
                .build();
    }

    private static DecisionEntry declined(String approvalId, long offset, String sha256) {
        return Decisions.of(
                        new ApprovalDeclined(
                                approvalId,
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
                                NOW,
                                "user:u_2",
                                NOW),
                        new HashedRecord(Topics.CLAIMS_APPROVALS.name(), 0, offset, sha256),
                        NOW)
                .build();
    }

    private static DecisionEntry said(long offset) {
        return Decisions.of(
                        ClaimFeedback.newBuilder()
                                .setFeedbackId("f_1")
                                .setInsurer("acme")
                                .setClaimId("c-1")
                                .setKind(FeedbackKind.SETTLED)
                                .setActor("upstream")
                                .setEventTime(NOW)
                                .build(),
                        new HashedRecord(Topics.CLAIMS_FEEDBACK.name(), 0, offset, "aa"),
                        NOW)
                .build();
    }
}
