package io.claimstream.feedback.contest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.claimant.ReviewAnswer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a claimant contests.
 *
 * @param contestId its id
 * @param subject what is contested
 * @param received how it came
 * @param dueAt when it has to be answered
 * @param extendedAt when it got more time; null when it got none
 * @param version rises by each change
 * @param openedAt when it was noted
 * @param openedBy who noted it
 * @param review who reviews it; null before anybody does
 * @param approvalId what waits for a second person, or did; null when nothing ever did
 * @param answer what came of it; null until it is answered
 * @param texts what was said with it, in order
 */
public record Contest(
        String contestId,
        Subject subject,
        Received received,
        Instant dueAt,
        @Nullable Instant extendedAt,
        long version,
        Instant openedAt,
        String openedBy,
        @Nullable Review review,
        @Nullable String approvalId,
        @Nullable Answer answer,
        List<ContestText> texts) {

    /** What is left of its time when it is due soon. */
    public static final Duration SOON = Duration.ofDays(7);

    private static final int MOST_MONTHS = 3;

    public Contest {
        texts = List.copyOf(texts);
    }

    /** Where it stands. The names stand in the database and in the API. */
    public enum State {
        /** Nobody reviews it yet. */
        OPEN,
        /** Somebody reviews it. */
        IN_REVIEW,
        /** It was answered, or the claimant took it back. */
        ANSWERED
    }

    /** How it came. The names stand in the database and in the API. */
    public enum Channel {
        LETTER,
        E_MAIL,
        TELEPHONE,
        PORTAL
    }

    /** Who contests. The names stand in the database and in the API. */
    public enum By {
        CLAIMANT,
        REPRESENTATIVE
    }

    /**
     * What is contested.
     *
     * @param feedbackId the decision; null where only the estimate was named
     */
    public record Subject(ClaimKey claim, int revision, String scoreId, @Nullable String feedbackId) {}

    /** How it came. */
    public record Received(Instant at, Channel channel, By by) {}

    /**
     * Who reviews it.
     *
     * @param reviewer the actor
     * @param person the person behind that
     * @param isDeciderUnknown whether, when it began, somebody had decided on the claim of whom nobody knows which person that is
     */
    public record Review(String reviewer, String person, Instant beganAt, boolean isDeciderUnknown) {}

    /**
     * What came of it.
     *
     * @param feedbackId the feedback that changed the result; null when it was not changed
     * @param amount what the result was changed to; null when it was not changed
     */
    public record Answer(
            ReviewAnswer.Outcome outcome,
            Instant at,
            String by,
            @Nullable String feedbackId,
            @Nullable BigDecimal amount) {}

    /** Where it stands. */
    public State state() {
        if (answer != null) {
            return State.ANSWERED;
        }
        return review == null ? State.OPEN : State.IN_REVIEW;
    }

    /** By when it has to be answered however much time it gets: within the one month and the two further ones of Article 12(3) GDPR. */
    public Instant latestDue() {
        return received.at().atZone(ZoneOffset.UTC).plusMonths(MOST_MONTHS).toInstant();
    }

    /** How many days more it can be given; 0 for none. */
    public int mostMoreDays() {
        return (int) Math.max(0, Duration.between(dueAt, latestDue()).toDays());
    }

    /** Whether nobody has answered, and what is left of its time is short. */
    public boolean isDueSoon(Instant now) {
        return answer == null && !isOverdue(now) && !now.isBefore(dueAt.minus(SOON));
    }

    /** Whether its time is over and nobody has answered. */
    public boolean isOverdue(Instant now) {
        return answer == null && !now.isBefore(dueAt);
    }

    /** The last text of a kind; null when there is none. */
    public @Nullable ContestText last(ContestText.Kind kind) {
        ContestText last = null;
        for (ContestText text : texts) {
            last = text.kind() == kind ? text : last;
        }
        return last;
    }
}
