package io.claimstream.feedback.desk;

import io.claimstream.event.FeedbackKind;
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
 */
public record FeedbackRequest(
        FeedbackKind kind,
        @Nullable BigDecimal amount,
        @Nullable String reasonCode,
        @Nullable Instant eventTime,
        @Nullable String withdrawnFeedbackId) {}
