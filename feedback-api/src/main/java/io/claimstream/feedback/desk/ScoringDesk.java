package io.claimstream.feedback.desk;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Trace;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Submits a claim like any other and waits for what becomes of it. Holds no thread meanwhile. Thread-safe. */
public final class ScoringDesk {

    private final ReadModel readModel;
    private final EventPublisher publisher;
    private final Arrivals arrivals;
    private final Executor executor;

    /** @param executor runs the looks into the read model */
    public ScoringDesk(ReadModel readModel, EventPublisher publisher, Arrivals arrivals, Executor executor) {
        this.readModel = readModel;
        this.publisher = publisher;
        this.arrivals = arrivals;
        this.executor = executor;
    }

    /**
     * Submits a claim.
     *
     * @param patience how long its outcome is waited for, counted from Kafka's acknowledgement
     * @return completes with the outcome, or with a {@link io.claimstream.feedback.publish.PublishException} when nothing was submitted
     */
    public CompletableFuture<ScoringOutcome> submit(ClaimSubmitted claim, Duration patience) {
        return send(claim).thenComposeAsync(it -> await(it, patience), executor);
    }

    /**
     * Submits a claim.
     *
     * @return completes with where it stands once Kafka has it, or with a {@link io.claimstream.feedback.publish.PublishException} when nothing was submitted
     */
    public CompletableFuture<Submission> send(ClaimSubmitted claim) {
        ClaimKey key = new ClaimKey(claim.getInsurer(), claim.getClaimId());
        String contentHash = ContentHash.of(claim);
        return publisher
                .publish(Topics.CLAIMS_SUBMITTED, key.text(), claim)
                .thenApply(where -> new Submission(key, claim.getRevision(), contentHash, where));
    }

    /**
     * Waits for what becomes of a submission.
     *
     * @param patience how long, counted from now
     * @return completes with the outcome
     */
    public CompletableFuture<ScoringOutcome> await(Submission submission, Duration patience) {
        return new Wait(submission, System.nanoTime() + patience.toNanos()).outcome();
    }

    /** What became of a submission so far; empty as long as nothing has. */
    public Optional<ScoringOutcome> outcome(Submission submission) {
        Trace trace = readModel.trace(submission.claim(), submission.revision(), submission.where());
        if (trace.violations().isPresent()) {
            return Optional.of(new ScoringOutcome.Rejected(trace.violations().get()));
        }
        boolean isAccepted = trace.accepted()
                .filter(it -> it.contentHash().equals(submission.contentHash()))
                .isPresent();
        if (isAccepted && trace.score().isPresent()) {
            boolean isMine = trace.accepted()
                    .filter(it -> it.submitted().equals(submission.where()))
                    .isPresent();
            return trace.score().map(it -> isMine ? new ScoringOutcome.Scored(it) : new ScoringOutcome.Duplicate(it));
        }
        return trace.deadLetters().stream()
                .filter(it -> it.isSubmission() ? submission.isOf(it) : isAccepted)
                .findFirst()
                .map(ScoringOutcome.DeadLettered::new);
    }

    /** Waits for the outcome of one submission. */
    private final class Wait {

        private final Submission submission;
        private final long deadline;

        Wait(Submission submission, long deadline) {
            this.submission = submission;
            this.deadline = deadline;
        }

        CompletableFuture<ScoringOutcome> outcome() {
            CompletableFuture<Void> next = arrivals.next(submission.claim());
            Optional<ScoringOutcome> outcome = ScoringDesk.this.outcome(submission);
            long left = deadline - System.nanoTime();
            if (outcome.isPresent() || left <= 0) {
                arrivals.forget(submission.claim());
                return CompletableFuture.completedFuture(
                        outcome.orElseGet(() -> new ScoringOutcome.Pending(submission.where())));
            }
            // A copy: the time of one must not be up for all who wait for the claim.
            return next.copy()
                    .completeOnTimeout(null, left, TimeUnit.NANOSECONDS)
                    .thenComposeAsync(none -> outcome(), executor);
        }
    }
}
