package io.claimstream.feedback.page.claimant;

import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A contest in a list.
 *
 * @param address its page
 * @param claim the claim id
 * @param claimAddress page of the claim
 * @param state where it stands, in words
 * @param isOverdue whether its time is over and nobody has answered
 * @param isDueSoon whether little of its time is left
 * @param received when it came
 * @param due when it has to be answered
 * @param left how far that is from now; blank once it is answered
 * @param who who reviews or answered it; a dash for nobody
 */
public record ContestLine(
        String address,
        String insurer,
        String claim,
        String claimAddress,
        String state,
        boolean isOverdue,
        boolean isDueSoon,
        String received,
        String due,
        String left,
        String who) {

    /** The line of a contest. */
    public static ContestLine of(Contest contest, Reader reader, Instant now, UnaryOperator<String> names) {
        Contest.Answer answer = contest.answer();
        Contest.Review review = contest.review();
        return new ContestLine(
                "/contests/" + contest.contestId(),
                contest.subject().claim().insurer(),
                contest.subject().claim().claimId(),
                Addresses.claim(
                        contest.subject().claim().insurer(),
                        contest.subject().claim().claimId()),
                state(contest),
                contest.isOverdue(now),
                contest.isDueSoon(now),
                reader.time(contest.received().at()),
                reader.time(contest.dueAt()),
                answer == null ? reader.due(now, contest.dueAt()) : "",
                answer != null
                        ? names.apply(answer.by())
                        : review == null ? Reader.NONE : names.apply(review.reviewer()));
    }

    static String state(Contest contest) {
        Contest.Answer answer = contest.answer();
        if (answer == null) {
            return switch (contest.state()) {
                case OPEN -> "Nobody reviews it yet";
                case IN_REVIEW -> "In review";
                case ANSWERED -> "Answered";
            };
        }
        return switch (answer.outcome()) {
            case UPHELD -> "Answered: the result stands";
            case CHANGED -> "Answered: the result was changed";
            case WITHDRAWN -> "The claimant contests no more";
            case ERASED -> "Ended: the claimant was erased";
        };
    }

    /** A channel, or who contests, in words. */
    static String words(Enum<?> value) {
        return value == Contest.Channel.E_MAIL ? "E-mail" : Words.of(value.name());
    }
}
