package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.desk.FeedbackAnswer;
import io.claimstream.feedback.desk.Revision;
import io.claimstream.feedback.view.Feedback;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives the feedback that a second person has confirmed: a new one, or one instead of an earlier one. Thread-safe. */
final class ApprovedDecisions {

    private final ApiPorts ports;
    private final FeedbackAudit audit;

    ApprovedDecisions(ApiPorts ports) {
        this.ports = ports;
        this.audit = new FeedbackAudit(ports);
    }

    /**
     * Asked before it is confirmed, so that it can be declined.
     *
     * @throws ProblemException when it is on a score that does not count any more, or instead of a feedback that was taken back
     */
    void requireThatItCounts(Matter.Decision decision) {
        if (!ports.caughtUp().getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        ports.readModel()
                .currentScore(decision.claim())
                .filter(it -> !it.scoreId().equals(decision.scoreId()))
                .ifPresent(newer -> {
                    throw new ProblemException(DecisionDesk.superseded(newer.scoreId()));
                });
        revised(decision)
                .filter(Feedback::withdrawn)
                .filter(it -> ports.revisions().made(it, decision.request()).isEmpty())
                .ifPresent(it -> {
                    throw takenBack();
                });
    }

    /**
     * Gives it.
     *
     * @return completes with its id once Kafka has it; with a {@link ProblemException} when it does not count any more
     */
    CompletableFuture<String> give(Context context, Approval approval, Matter.Decision decision) {
        Optional<Feedback> earlier = revised(decision);
        Optional<String> made = earlier.flatMap(it -> ports.revisions().made(it, decision.request()));
        if (made.isPresent()) {
            return CompletableFuture.completedFuture(made.get());
        }
        return earlier.isPresent()
                ? revise(context, approval, decision, earlier.get())
                : giveNew(context, approval, decision);
    }

    private CompletableFuture<String> giveNew(Context context, Approval approval, Matter.Decision decision) {
        Act act = Authentication.act(context);
        return ports.desk()
                .give(decision.scoreId(), decision.request(), Optional.of(approval.approvalId()), approval.actors())
                .thenApplyAsync(
                        answer -> {
                            if (answer instanceof FeedbackAnswer.Recorded recorded) {
                                audit.given(act, recorded.feedbackId(), decision);
                            }
                            return DecisionDesk.feedbackId(answer);
                        },
                        ports.executor());
    }

    private CompletableFuture<String> revise(
            Context context, Approval approval, Matter.Decision decision, Feedback earlier) {
        Act act = Authentication.act(context);
        return ports.revisions()
                .revise(earlier, decision.request(), approval.actors())
                .thenApplyAsync(
                        revision -> {
                            if (revision.outcome() == Revision.Outcome.CHANGED) {
                                throw takenBack();
                            }
                            String id = RevisionHandlers.standing(context, earlier, revision);
                            audit.revised(act, earlier, decision.request(), id);
                            return id;
                        },
                        ports.executor());
    }

    /** The feedback in whose place a decision is to stand; empty when there is none. */
    private Optional<Feedback> revised(Matter.Decision decision) {
        return Optional.ofNullable(decision.revises())
                .map(id -> Objects.requireNonNull(
                        ports.readModel().feedback(id).orElse(null), "a feedback that was revised is on the topic"));
    }

    private static ProblemException takenBack() {
        return new ProblemException(
                ProblemCode.NOTHING_TO_WITHDRAW,
                "Expected an earlier feedback that stands; decline what was to stand in its place.");
    }
}
