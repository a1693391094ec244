package io.claimstream.feedback.contest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.contest.Contest.Subject;
import java.util.Objects;

/** How a contest ended, as the log is told. It follows from the row alone, so what is told again has the same bytes. Pure. */
final class ContestEnds {

    private ContestEnds() {}

    /** Of a contest that is answered; without its texts. */
    static ContestEnded of(Contest contest) {
        Subject subject = contest.subject();
        Answer answer = Objects.requireNonNull(contest.answer(), contest.contestId());
        return new ContestEnded(
                contest.contestId(),
                subject.claim().insurer(),
                subject.claim().claimId(),
                subject.revision(),
                subject.scoreId(),
                outcome(answer.outcome()),
                answer.feedbackId(),
                answer.by(),
                answer.at(),
                contest.openedAt(),
                contest.dueAt());
    }

    /** The key of its record: that of its claim. */
    static String key(Contest contest) {
        ClaimKey claim = contest.subject().claim();
        return ClaimKey.textOf(claim.insurer(), claim.claimId());
    }

    private static ContestOutcome outcome(ReviewAnswer.Outcome outcome) {
        return switch (outcome) {
            case UPHELD -> ContestOutcome.UPHELD;
            case CHANGED -> ContestOutcome.CHANGED;
            case WITHDRAWN -> ContestOutcome.WITHDRAWN;
            case ERASED -> ContestOutcome.ERASED;
        };
    }
}
