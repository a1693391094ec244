package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    /** What there is of it from a revision on, and was said of that; from 0 on, all. */
    Claim from(int revision) {
        return revision <= 0
                ? this
                : new Claim(
                        key,
                        revisions.stream().filter(it -> it.number() >= revision).toList(),
                        feedback.stream()
                                .filter(it -> it.revision() != null && it.revision() >= revision)
                                .toList());
    }

    /** What became of a revision. */
    public enum Status {
        /** Seen, and nothing has come of it yet. */
        PENDING,
        SCORED,
        REJECTED,
        /** A record on its way became a dead letter: nothing comes of it unless that is put back, or it is sent again. */
        DEAD_LETTERED
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
     * @param deadLetters dead letters of records on its way, oldest first
     */
    public record Revision(
            int number,
            Instant submittedAt,
            boolean accepted,
            @Nullable Instant eventTime,
            @Nullable Instant answerDueAt,
            @Nullable Score score,
            List<Rejection> rejections,
            List<DeadLetter> deadLetters) {

        public Revision {
            rejections = List.copyOf(rejections);
            deadLetters = List.copyOf(deadLetters);
        }

        /** A revision sent again with other content is rejected, but the one accepted before stands. */
        public Status status() {
            if (score != null) {
                return Status.SCORED;
            }
            if (deadLetters.stream().anyMatch(this::isEndedBy)) {
                return Status.DEAD_LETTERED;
            }
            return accepted || rejections.isEmpty() ? Status.PENDING : Status.REJECTED;
        }

        /** A submission that died ends nothing when another one was accepted, or was rejected later. */
        private boolean isEndedBy(DeadLetter letter) {
            return !letter.isSubmission()
                    || (!accepted
                            && rejections.stream().allMatch(it -> it.at()
                                    .isBefore(letter.source().at())));
        }
    }

    /**
     * A rejected submission.
     *
     * @param at when it was submitted
     * @param violations every broken rule: code, field, message
     */
    public record Rejection(Instant at, JsonNode violations) {}

    /**
     * A dead letter of a record on the way of a revision.
     *
     * @param code why it died
     * @param service the service that gave it up
     * @param source the record that died; its time is that of the submission
     * @param letter its copy on the topic of dead letters
     */
    public record DeadLetter(String code, String service, Place source, Place letter) {

        /** Whether the submission itself died; otherwise something that followed from its acceptance. */
        public boolean isSubmission() {
            return source.topic().equals(Topics.CLAIMS_SUBMITTED.name());
        }
    }

    /** Where a record stands, and its Kafka timestamp. */
    public record Place(String topic, int partition, long offset, Instant at) {}

    /** It, as it is once a feedback is taken back. */
    public Claim without(String feedbackId) {
        return new Claim(
                key,
                revisions,
                feedback.stream()
                        .filter(it -> !it.feedbackId().equals(feedbackId))
                        .toList());
    }

    /** What counts on it now: what was paid, else the latest word on its current score; empty when nothing stands. */
    public Optional<Feedback> standing() {
        return Verdicts.standing(feedback, currentScoreId().orElse(""));
    }

    /** What counts on a score of it: what was paid, else the latest word on that score; empty when nothing stands. */
    public Optional<Feedback> standingOn(String scoreId) {
        return Verdicts.standing(feedback, scoreId);
    }

    /**
     * Whether it is not a policy's to accept any more: somebody has said something of it, on whichever revision, that was not taken back, or another policy
     * has accepted its current score.
     *
     * @param policy who would accept, as it stands in events; its own word does not count
     */
    public boolean isDecidedBesides(String policy) {
        return Verdicts.isDecidedBesides(feedback, currentScoreId().orElse(""), policy);
    }

    /** The score that a feedback is about: the one it names, else that of the revision it names, else the current one; empty when none is known. */
    public Optional<Score> scoreOf(Feedback one) {
        return score(it -> it.scoreId().equals(one.scoreId()))
                .or(() -> score(it -> Integer.valueOf(it.revision()).equals(one.revision())))
                .or(this::currentScore);
    }

    /** The score that counts: that of the newest scored revision. */
    public Optional<Score> currentScore() {
        return currentScoreId().flatMap(id -> score(it -> it.scoreId().equals(id)));
    }

    private Optional<Score> score(Predicate<Score> wanted) {
        return revisions.stream()
                .flatMap(it -> Optional.ofNullable(it.score()).stream())
                .filter(wanted)
                .findFirst();
    }

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
