package io.claimstream.features;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.testkit.Claims;
import java.math.BigDecimal;
import java.time.Instant;

/** Feedback for tests. */
final class Feedbacks {

    private Feedbacks() {}

    static ClaimFeedback settled(String claimId, String feedbackId, String pounds, Instant eventTime) {
        return feedback(claimId, feedbackId, FeedbackKind.SETTLED, eventTime)
                .setAmount(new BigDecimal(pounds))
                .build();
    }

    static ClaimFeedback withdrawn(String claimId, String feedbackId, String withdrawnId, Instant eventTime) {
        return feedback(claimId, feedbackId, FeedbackKind.WITHDRAWN, eventTime)
                .setWithdrawnFeedbackId(withdrawnId)
                .build();
    }

    static ClaimFeedback.Builder feedback(String claimId, String feedbackId, FeedbackKind kind, Instant eventTime) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(feedbackId)
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setKind(kind)
                .setActor("test")
                .setEventTime(eventTime);
    }
}
