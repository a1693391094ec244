package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Sealed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A feedback that stands on the topic.
 *
 * @param feedbackId its id
 * @param claim the claim
 * @param revision the revision meant; null for the claim as a whole
 * @param scoreId the score meant; null for the claim as a whole
 * @param said what was said
 * @param actor who said it
 * @param recordedAt when it reached the topic
 * @param withdrawn whether a later feedback took it back
 */
public record Feedback(
        String feedbackId,
        ClaimKey claim,
        @Nullable Integer revision,
        @Nullable String scoreId,
        Said said,
        String actor,
        Instant recordedAt,
        boolean withdrawn) {

    /** Whether a policy said it, and no person. */
    public boolean isAutomatic() {
        return actor.startsWith(ClaimSummary.Decision.POLICY);
    }

    /**
     * What a feedback says.
     *
     * @param kind kind
     * @param amount in the currency of the claim; null unless corrected or settled
     * @param reasonCode reason code, or null
     * @param withdrawnFeedbackId the feedback taken back; null unless withdrawn
     * @param eventTime when it came about
     * @param note a note, sealed; null when there is none
     */
    public record Said(
            FeedbackKind kind,
            @Nullable BigDecimal amount,
            @Nullable String reasonCode,
            @Nullable String withdrawnFeedbackId,
            Instant eventTime,
            @Nullable Sealed note) {

        /** What is said without a note. */
        public Said(
                FeedbackKind kind,
                @Nullable BigDecimal amount,
                @Nullable String reasonCode,
                @Nullable String withdrawnFeedbackId,
                Instant eventTime) {
            this(kind, amount, reasonCode, withdrawnFeedbackId, eventTime, null);
        }

        /**
         * Compares what a repeated request repeats. The event time is often filled in by the server, and a note sealed again never looks alike, so both are left
         * out.
         */
        public boolean saysTheSameAs(Said other) {
            return kind == other.kind
                    && Optional.ofNullable(amount)
                            .map(BigDecimal::stripTrailingZeros)
                            .equals(Optional.ofNullable(other.amount).map(BigDecimal::stripTrailingZeros))
                    && Optional.ofNullable(reasonCode).equals(Optional.ofNullable(other.reasonCode))
                    && Optional.ofNullable(withdrawnFeedbackId).equals(Optional.ofNullable(other.withdrawnFeedbackId));
        }
    }
}
