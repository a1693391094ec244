package io.claimstream.feedback.desk;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.desk.FeedbackAnswer.Recorded;
import io.claimstream.feedback.desk.FeedbackAnswer.Repeated;
import io.claimstream.feedback.desk.FeedbackAnswer.Superseded;
import io.claimstream.feedback.desk.Revision.Outcome;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Score;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Says something else instead of an earlier feedback. The new one is written first, and then that the earlier one is taken back: a crash in between leaves
 * both, of which the later by event time counts, and never none. The same request sent again goes on from there, because both ids are derived. Two who revise
 * one feedback at once are told apart by its withdrawal, which is entered before anything is written. Thread-safe.
 */
public final class RevisionDesk {

    private final FeedbackDesk desk;
    private final ReadModel readModel;
    private final Executor executor;

    /** @param executor runs what follows an acknowledgement: Kafka's own thread must not wait for Kafka */
    public RevisionDesk(FeedbackDesk desk, ReadModel readModel, Executor executor) {
        this.desk = desk;
        this.readModel = readModel;
        this.executor = executor;
    }

    /**
     * The score that what is said instead would be about: the one that the earlier feedback is about, and the current one for what was paid, which is said of
     * the claim.
     */
    public Optional<Score> scoreOf(Feedback earlier, FeedbackRequest request) {
        @Nullable String own = earlier.scoreId();
        return own == null || request.kind() == FeedbackKind.SETTLED
                ? readModel.currentScore(earlier.claim())
                : readModel.score(own);
    }

    /** The feedback that stands in place of an earlier one already, as far as the read model knows; empty when none of these words does. */
    public Optional<String> made(Feedback earlier, FeedbackRequest request) {
        return Optional.of(FeedbackIds.ofRevision(earlier.feedbackId(), request))
                .filter(id -> earlier.withdrawn())
                .filter(id ->
                        readModel.feedback(id).filter(it -> !it.withdrawn()).isPresent());
    }

    /**
     * Revises a feedback.
     *
     * @param earlier a feedback that is no withdrawal
     * @param request what is said instead; no withdrawal
     * @param actor who says it
     * @return completes with what came of it, or with a {@link io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<Revision> revise(Feedback earlier, FeedbackRequest request, String actor) {
        if (isUnchanged(earlier, request)) {
            return done(Outcome.UNCHANGED, earlier.feedbackId());
        }
        Optional<Score> score = scoreOf(earlier, request);
        if (score.isEmpty()) {
            return done(Outcome.UNKNOWN_SCORE, null);
        }
        desk.underWay().sweep();
        InFlight.Entry withdrawal = withdrawal(earlier, score.get(), actor);
        if (desk.underWay().enter(withdrawal) != null) {
            return done(Outcome.CHANGED, null);
        }
        try {
            if (isTakenBack(withdrawal, earlier.feedbackId())) {
                desk.underWay().settle(withdrawal);
                return done(Outcome.CHANGED, null);
            }
            String id = FeedbackIds.ofRevision(earlier.feedbackId(), request);
            return desk.give(score.get(), desk.feedback(id, score.get(), request, actor))
                    .thenComposeAsync(answer -> given(answer, id, withdrawal), executor)
                    .whenComplete((revision, failure) -> {
                        if (failure != null) {
                            desk.underWay().abandon(withdrawal, failure);
                        }
                    });
        } catch (RuntimeException e) {
            desk.underWay().abandon(withdrawal, e);
            throw e;
        }
    }

    private CompletableFuture<Revision> given(FeedbackAnswer answer, String id, InFlight.Entry withdrawal) {
        if (answer instanceof Recorded || answer instanceof Repeated) {
            return desk.write(withdrawal).thenApply(written -> new Revision(Outcome.REVISED, id));
        }
        desk.underWay().settle(withdrawal);
        return answer instanceof Superseded newer
                ? done(Outcome.SUPERSEDED, newer.currentScoreId())
                : done(Outcome.CHANGED, null);
    }

    private InFlight.Entry withdrawal(Feedback earlier, Score score, String actor) {
        FeedbackRequest request = new FeedbackRequest(FeedbackKind.WITHDRAWN, null, null, null, earlier.feedbackId());
        return new InFlight.Entry(
                desk.feedback(FeedbackIds.ofContent(score.scoreId(), request, 0), score, request, actor));
    }

    private boolean isTakenBack(InFlight.Entry own, String feedbackId) {
        return desk.underWay().withdrawsBeside(own, feedbackId)
                || readModel.feedback(feedbackId).filter(Feedback::withdrawn).isPresent();
    }

    /** Whether a feedback says already what is to be said instead. */
    public static boolean isUnchanged(Feedback earlier, FeedbackRequest request) {
        Feedback.Said said = new Feedback.Said(
                request.kind(),
                request.amount(),
                request.reasonCode(),
                null,
                Optional.ofNullable(request.eventTime()).orElse(earlier.said().eventTime()),
                request.note());
        return said.saysTheSameAs(earlier.said())
                && Objects.equals(said.eventTime(), earlier.said().eventTime())
                && Objects.equals(said.note(), earlier.said().note());
    }

    private static CompletableFuture<Revision> done(Outcome outcome, @Nullable String id) {
        return CompletableFuture.completedFuture(new Revision(outcome, id));
    }
}
