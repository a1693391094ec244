package io.claimstream.feedback.contest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.contest.Contest.Subject;
import io.claimstream.feedback.outbox.Notice;
import io.claimstream.feedback.outbox.Telling;
import io.claimstream.feedback.outbox.Untold;
import io.claimstream.schemas.Topics;
import java.util.Objects;

/** How a contest ended, as the log is told. It follows from the row alone, so what is told again has the same bytes. Pure. */
public final class ContestEnds {

    /** Has the log told of every contest that ended. */
    public static final Telling TELLING = new Telling(
            "contests",
            "Contests of claimants that ended and are not on their topic yet",
            new Untold("record_contest", "contest_id", "answered_at is not null", "answered_at"),
            (handle, id) -> notice(ContestTable.find(handle, id).orElseThrow()));

    private ContestEnds() {}

    private static Notice<ContestEnded> notice(Contest contest) {
        ClaimKey claim = contest.subject().claim();
        return new Notice<>(Topics.CLAIMS_CONTESTS, ClaimKey.textOf(claim.insurer(), claim.claimId()), of(contest));
    }

    /** Of a contest that is answered; without its texts. */
    private static ContestEnded of(Contest contest) {
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

    private static ContestOutcome outcome(ReviewAnswer.Outcome outcome) {
        return switch (outcome) {
            case UPHELD -> ContestOutcome.UPHELD;
            case CHANGED -> ContestOutcome.CHANGED;
            case WITHDRAWN -> ContestOutcome.WITHDRAWN;
            case ERASED -> ContestOutcome.ERASED;
        };
    }
}
