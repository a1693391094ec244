package io.claimstream.feedback.desk;

import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Sealed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as a caller gives it, checked in itself.
 *
 * @param kind kind
 * @param amount whole pence as two decimals, 0 or more; there for corrected and settled, else null
 * @param reasonCode reason code, or null
 * @param eventTime when it came about; null when the caller does not say
 * @param withdrawnFeedbackId the feedback taken back; there for withdrawn, else null
 * @param note a note, sealed already; null when there is none
 */
public record FeedbackRequest(
        FeedbackKind kind,
        @Nullable BigDecimal amount,
        @Nullable String reasonCode,
        @Nullable Instant eventTime,
        @Nullable String withdrawnFeedbackId,
        @Nullable Sealed note) {

    /** Feedback without a note. */
    public FeedbackRequest(
            FeedbackKind kind,
            @Nullable BigDecimal amount,
            @Nullable String reasonCode,
            @Nullable Instant eventTime,
            @Nullable String withdrawnFeedbackId) {
        this(kind, amount, reasonCode, eventTime, withdrawnFeedbackId, null);
    }

    /** The same with another note, or without one. */
    public FeedbackRequest withNote(@Nullable Sealed other) {
        return new FeedbackRequest(kind, amount, reasonCode, eventTime, withdrawnFeedbackId, other);
    }
}
