package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a claim.
 *
 * @param key its identity
 * @param revisions the revisions seen, oldest first; at least one
 * @param feedback what was said about it, oldest first
 */
public record Claim(ClaimKey key, List<Revision> revisions, List<Feedback> feedback) {

    public Claim {
        revisions = List.copyOf(revisions);
        feedback = List.copyOf(feedback);
    }

    /** What became of a revision. */
    public enum Status {
        /** Seen, and neither scored nor rejected yet. */
        PENDING,
        SCORED,
        REJECTED
    }

    /**
     * One revision.
     *
     * @param number counted from 1
     * @param submittedAt when it was first seen
     * @param accepted whether it passed validation
     * @param eventTime when it came about; null until accepted
     * @param answerDueAt when an answer is due, or null
     * @param score its live score, or null
     * @param rejections rejected submissions under this number, oldest first
     */
    public record Revision(
            int number,
            Instant submittedAt,
            boolean accepted,
            @Nullable Instant eventTime,
            @Nullable Instant answerDueAt,
            @Nullable Score score,
            List<Rejection> rejections) {

        public Revision {
            rejections = List.copyOf(rejections);
        }

        /** A revision sent again with other content is rejected, but the one accepted before stands. */
        public Status status() {
            if (score != null) {
                return Status.SCORED;
            }
            return accepted || rejections.isEmpty() ? Status.PENDING : Status.REJECTED;
        }
    }

    /**
     * A rejected submission.
     *
     * @param at when it was submitted
     * @param violations every broken rule: code, field, message
     */
    public record Rejection(Instant at, JsonNode violations) {}

    /** The score of the newest scored revision. */
    public Optional<String> currentScoreId() {
        String newest = null;
        for (Revision revision : revisions) {
            Score score = revision.score();
            if (score != null) {
                newest = score.scoreId();
            }
        }
        return Optional.ofNullable(newest);
    }
}
