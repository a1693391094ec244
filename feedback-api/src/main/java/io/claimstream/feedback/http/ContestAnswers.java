package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.claimant.ReviewAnswer.Outcome;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.ContestText;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.contest.Contests.Changed;
import io.claimstream.feedback.contest.Contests.Ending;
import io.claimstream.feedback.http.ContestReader.Ended;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ends contests: with the feedback that changes the result, where it does, and with a second person, where one is needed. Thread-safe. */
final class ContestAnswers {

    private static final String NOT_ANSWERED = "Expected a contest that is not answered.";

    private final ApiPorts ports;
    private final Contests contests;
    private final DecisionDesk decisions;

    ContestAnswers(ApiPorts ports, DecisionDesk decisions) {
        this.ports = ports;
        this.contests = ports.review().contests();
        this.decisions = decisions;
    }

    /**
     * Ends a contest, or asks a second person.
     *
     * @param text what the claimant is told
     * @return completes with the contest as it is then; with a {@link ProblemException} when the new amount does not count
     * @throws ProblemException when it was answered, or something waits for a second person, or the claim is settled for another amount
     */
    CompletableFuture<Contest> answer(Context context, Contest contest, Ended ended, ContestText text) {
        if (contest.answer() != null) {
            throw refused(NOT_ANSWERED);
        }
        Act act = Authentication.act(context);
        Optional<Approval> asked = approval(act.caller(), contest);
        requireNothingWaits(asked);
        Optional<String> confirmed = asked.flatMap(ContestAnswers::result);
        if (ended.decision().isEmpty()) {
            if (confirmed.isPresent()) {
                throw refused("Expected CHANGED: the other amount was approved.");
            }
            return CompletableFuture.completedFuture(end(act, contest, new Ending(ended.outcome(), null, null, text)));
        }
        if (confirmed.isPresent()) {
            requireApproved(asked, ended);
            // The moment in which that is noted here was lost.
            return CompletableFuture.completedFuture(end(act, contest, changed(confirmed.get(), ended, text)));
        }
        Optional<Feedback> paid = paid(ports, contest.subject().claim());
        if (paid.isPresent()) {
            return CompletableFuture.completedFuture(end(
                    act, contest, changed(replaced(contest, ended, paid.get()).feedbackId(), ended, text)));
        }
        return decisions
                .give(context, current(contest), ended.decision().get(), Optional.of(key(contest)))
                .thenApplyAsync(
                        decided -> decided.fold(
                                given -> end(act, contest, changed(given.feedbackId(), ended, text)),
                                waits -> done(
                                        contests.waits(
                                                act,
                                                contest.contestId(),
                                                waits.approval().approvalId(),
                                                text),
                                        NOT_ANSWERED)),
                        ports.executor());
    }

    /** The same while nothing of it changes, so that what was given and not noted is not given twice. */
    private static String key(Contest contest) {
        return contest.contestId() + "." + contest.version();
    }

    /** The settlement of a claim that stands; empty when it is not settled. */
    static Optional<Feedback> paid(ApiPorts ports, ClaimKey claim) {
        return ports.readModel()
                .claim(claim)
                .flatMap(Claim::standing)
                .filter(it -> it.said().kind() == FeedbackKind.SETTLED);
    }

    /**
     * A settlement counts before any correction, so that only another settlement changes what a claimant gets.
     *
     * @return the settlement, which was given since the contest was opened, and of the amount of the answer
     */
    private static Feedback replaced(Contest contest, Ended ended, Feedback paid) {
        BigDecimal amount = paid.said().amount();
        boolean isNew = paid.recordedAt().isAfter(contest.openedAt());
        if (!isNew || amount == null || amount.compareTo(amount(ended)) != 0) {
            throw settled(
                    paid,
                    "Expected a claim that is not settled for another amount: take the settlement back, or replace it by a"
                            + " new one of the amount of the answer; then answer.");
        }
        return paid;
    }

    static ProblemException settled(Feedback paid, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.CLAIM_SETTLED, expected).withLink(Links.feedback(paid.feedbackId())));
    }

    private static BigDecimal amount(Ended ended) {
        return ended.decision().orElseThrow().path("amount").decimalValue();
    }

    private static Ending changed(String feedbackId, Ended ended, ContestText text) {
        return new Ending(Outcome.CHANGED, feedbackId, amount(ended), text);
    }

    private Contest end(Act act, Contest contest, Ending ending) {
        return done(contests.answer(act, contest.contestId(), ending), NOT_ANSWERED);
    }

    /** The score that a decision counts on: that of the claim's newest scored revision. */
    String current(Contest contest) {
        return ports.readModel()
                .currentScore(contest.subject().claim())
                .map(Score::scoreId)
                .orElse(contest.subject().scoreId());
    }

    /** What waits for a second person, or did; empty when nothing ever did. */
    Optional<Approval> approval(Caller caller, Contest contest) {
        return Optional.ofNullable(contest.approvalId())
                .flatMap(it -> ports.access().approvals().find(caller, it));
    }

    private static Optional<String> result(Approval approval) {
        return Optional.ofNullable(approval.decision()).flatMap(it -> Optional.ofNullable(it.resultId()));
    }

    private static void requireApproved(Optional<Approval> asked, Ended ended) {
        boolean isSame = asked.filter(it -> it.matter()
                        .fold(command -> false, decision -> decision.amount().compareTo(amount(ended)) == 0))
                .isPresent();
        if (!isSame) {
            throw refused("Expected the amount that was approved.");
        }
    }

    private void requireNothingWaits(Optional<Approval> asked) {
        asked.filter(it -> it.state(ports.clock().instant()) == Approval.State.WAITING || it.isToBeGivenStill())
                .ifPresent(it -> {
                    throw new ProblemException(Problem.of(
                                    ProblemCode.CONTEST_STATE,
                                    "Expected nothing to wait for a second person: have the other amount declined"
                                            + " first.")
                            .withLink(Links.approval(it.approvalId())));
                });
    }

    /**
     * What came of a change.
     *
     * @throws ProblemException when there is none, or it was not to be made
     */
    static Contest done(Optional<Changed> changed, String expected) {
        Changed known = changed.orElseThrow(
                () -> new ProblemException(ProblemCode.CONTEST_NOT_FOUND, "Expected the id of a contest."));
        if (!known.isDone()) {
            throw refused(expected);
        }
        return known.contest();
    }

    static ProblemException refused(String expected) {
        return new ProblemException(ProblemCode.CONTEST_STATE, expected);
    }
}
