package io.claimstream.feedback.desk;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.AcceptanceTerms;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.desk.FeedbackAnswer.KeyReused;
import io.claimstream.feedback.desk.FeedbackAnswer.NothingToWithdraw;
import io.claimstream.feedback.desk.FeedbackAnswer.Recorded;
import io.claimstream.feedback.desk.FeedbackAnswer.Repeated;
import io.claimstream.feedback.desk.FeedbackAnswer.Superseded;
import io.claimstream.feedback.desk.FeedbackAnswer.UnknownScore;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Feedback.Said;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Score;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Takes feedback on scores: each is recorded once, however often and from however many threads it is sent. That holds across a
 * restart as long as nothing is given before the read model has caught up. Thread-safe.
 */
public final class FeedbackDesk {

    private static final int MAX_IN_FLIGHT = 10_000;
    private static final int MAX_ATTEMPTS = 1_000;

    private final ReadModel readModel;
    private final EventPublisher publisher;
    private final Clock clock;
    private final InFlight inFlight;

    /** @param projected whether the read model holds a record of the feedback topic */
    public FeedbackDesk(ReadModel readModel, EventPublisher publisher, Clock clock, Predicate<RecordRef> projected) {
        this.readModel = readModel;
        this.publisher = publisher;
        this.clock = clock;
        this.inFlight = new InFlight(projected, MAX_IN_FLIGHT);
    }

    /**
     * Takes one feedback.
     *
     * @param idempotencyKey the caller's name for this request, if there is one
     * @param actor who gives it
     * @return completes with the answer, or with a {@link io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<FeedbackAnswer> give(
            String scoreId, FeedbackRequest request, Optional<String> idempotencyKey, String actor) {
        Optional<Score> score = readModel.score(scoreId);
        if (score.isEmpty()) {
            return CompletableFuture.completedFuture(new UnknownScore());
        }
        inFlight.sweep();
        String id = idempotencyKey
                .map(key -> FeedbackIds.ofKey(scoreId, key))
                .orElseGet(() -> idOfContent(scoreId, request));
        return give(score.get(), feedback(id, score.get(), request, actor));
    }

    /**
     * Has a policy agree with a score. Said again it is the same feedback, down to its last byte.
     *
     * @param policy the policy, as it stands in the event
     * @param terms its rule by which the score is accepted
     * @param at when the score was made
     * @return completes with the answer, or with a {@link io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<FeedbackAnswer> accept(String scoreId, String policy, AcceptanceTerms terms, Instant at) {
        Optional<Score> score = readModel.score(scoreId);
        if (score.isEmpty()) {
            return CompletableFuture.completedFuture(new UnknownScore());
        }
        inFlight.sweep();
        FeedbackRequest request = new FeedbackRequest(FeedbackKind.ACCEPTED, null, null, at, null);
        ClaimFeedback accepted = ClaimFeedback.newBuilder(
                        feedback(FeedbackIds.ofPolicy(scoreId, policy), score.get(), request, policy))
                .setTerms(terms)
                .build();
        return give(score.get(), accepted);
    }

    /** What is on its way. */
    InFlight underWay() {
        return inFlight;
    }

    /** Feedback that is on its way, or given and not yet in the read model. */
    public int inFlight() {
        return inFlight.size();
    }

    CompletableFuture<FeedbackAnswer> give(Score score, ClaimFeedback feedback) {
        InFlight.Entry entry = new InFlight.Entry(feedback);
        InFlight.Entry earlier = inFlight.enter(entry);
        if (earlier != null) {
            return earlier.written()
                    .thenCompose(where -> where.isPresent()
                            ? CompletableFuture.completedFuture(repeated(earlier.feedback(), feedback))
                            : give(score, feedback));
        }
        try {
            // Asked only now: between an earlier question and the entry, a twin may have come and gone.
            Optional<FeedbackAnswer> obstacle = obstacle(score, feedback);
            if (obstacle.isPresent()) {
                return settle(entry, obstacle.get());
            }
            return write(entry);
        } catch (RuntimeException e) {
            abandon(entry, e);
            throw e;
        }
    }

    CompletableFuture<FeedbackAnswer> write(InFlight.Entry entry) {
        ClaimFeedback feedback = entry.feedback();
        String key = new ClaimKey(feedback.getInsurer(), feedback.getClaimId()).text();
        return publisher
                .publish(Topics.CLAIMS_FEEDBACK, key, feedback)
                .whenComplete((where, failure) -> {
                    if (failure == null) {
                        entry.written().complete(Optional.of(where));
                    } else {
                        abandon(entry, failure);
                    }
                })
                .thenApply(where -> new Recorded(feedback.getFeedbackId()));
    }

    private Optional<FeedbackAnswer> obstacle(Score score, ClaimFeedback feedback) {
        Optional<Feedback> known = readModel.feedback(feedback.getFeedbackId());
        if (known.isPresent()) {
            return Optional.of(repeated(known.get().said(), feedback));
        }
        Score current = readModel.currentScore(score.claim()).orElse(score);
        if (current.revision() > score.revision()) {
            return Optional.of(new Superseded(current.scoreId()));
        }
        return feedback.getWithdrawnFeedbackId()
                .filter(id -> !canBeWithdrawn(id, feedback))
                .map(NothingToWithdraw::new);
    }

    private boolean canBeWithdrawn(String id, ClaimFeedback by) {
        boolean underWay = inFlight.find(id)
                .map(InFlight.Entry::feedback)
                .filter(it -> it.getKind() != FeedbackKind.WITHDRAWN)
                .filter(it -> it.getInsurer().equals(by.getInsurer())
                        && it.getClaimId().equals(by.getClaimId()))
                .isPresent();
        return underWay
                || readModel
                        .feedback(id)
                        .filter(it -> it.said().kind() != FeedbackKind.WITHDRAWN)
                        .filter(it -> it.claim().insurer().equals(by.getInsurer())
                                && it.claim().claimId().equals(by.getClaimId()))
                        .isPresent();
    }

    private String idOfContent(String scoreId, FeedbackRequest request) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            String id = FeedbackIds.ofContent(scoreId, request, attempt);
            if (!inFlight.withdraws(id)
                    && readModel.feedback(id).filter(Feedback::withdrawn).isEmpty()) {
                return id;
            }
        }
        return FeedbackIds.ofContent(scoreId, request, MAX_ATTEMPTS);
    }

    /** The event of a request. */
    ClaimFeedback feedback(String id, Score score, FeedbackRequest request, String actor) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(id)
                .setInsurer(score.claim().insurer())
                .setClaimId(score.claim().claimId())
                .setRevision(score.revision())
                .setScoreId(score.scoreId())
                .setKind(request.kind())
                .setAmount(request.amount())
                .setReasonCode(request.reasonCode())
                .setWithdrawnFeedbackId(request.withdrawnFeedbackId())
                .setNote(request.note())
                .setActor(actor)
                .setEventTime(Optional.ofNullable(request.eventTime())
                        .orElseGet(clock::instant)
                        .truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private static FeedbackAnswer repeated(ClaimFeedback earlier, ClaimFeedback now) {
        return repeated(said(earlier), now);
    }

    private static FeedbackAnswer repeated(Said earlier, ClaimFeedback now) {
        return earlier.saysTheSameAs(said(now))
                ? new Repeated(now.getFeedbackId(), earlier.note())
                : new KeyReused(now.getFeedbackId());
    }

    private static Said said(ClaimFeedback feedback) {
        return new Said(
                feedback.getKind(),
                feedback.getAmount().orElse(null),
                feedback.getReasonCode().orElse(null),
                feedback.getWithdrawnFeedbackId().orElse(null),
                feedback.getEventTime(),
                feedback.getNote().orElse(null));
    }

    private CompletableFuture<FeedbackAnswer> settle(InFlight.Entry entry, FeedbackAnswer answer) {
        inFlight.settle(entry);
        return CompletableFuture.completedFuture(answer);
    }

    private void abandon(InFlight.Entry entry, Throwable failure) {
        inFlight.abandon(entry, failure);
    }
}
