package io.claimstream.feedback.desk;

import io.claimstream.domain.claim.FeedbackId;
import java.math.BigDecimal;
import java.util.Optional;

/** Ids of feedback, derived so that a request sent twice has the same one. */
final class FeedbackIds {

    private FeedbackIds() {}

    /** The id of what a caller named with an idempotency key. */
    static String ofKey(String scoreId, String idempotencyKey) {
        return id("key", scoreId, idempotencyKey);
    }

    /**
     * The id of a content.
     *
     * @param attempt 0, or how often the same content was given and taken back before: who accepts, withdraws and accepts again
     *     has said something new
     */
    static String ofContent(String scoreId, FeedbackRequest request, int attempt) {
        return id(
                "content",
                scoreId,
                request.kind().name(),
                Optional.ofNullable(request.amount())
                        .map(BigDecimal::toPlainString)
                        .orElse(""),
                Optional.ofNullable(request.reasonCode()).orElse(""),
                Optional.ofNullable(request.eventTime()).map(Object::toString).orElse(""),
                Optional.ofNullable(request.withdrawnFeedbackId()).orElse(""),
                Integer.toString(attempt));
    }

    /** The id of what a policy says of a score. */
    static String ofPolicy(String scoreId, String policy) {
        return id("policy", scoreId, policy);
    }

    /** The id of what is said instead of an earlier feedback. */
    static String ofRevision(String earlierId, FeedbackRequest request) {
        return id(
                "revision",
                earlierId,
                request.kind().name(),
                Optional.ofNullable(request.amount())
                        .map(BigDecimal::toPlainString)
                        .orElse(""),
                Optional.ofNullable(request.reasonCode()).orElse(""),
                Optional.ofNullable(request.eventTime()).map(Object::toString).orElse(""));
    }

    private static String id(String... parts) {
        return FeedbackId.of(parts).text();
    }
}
