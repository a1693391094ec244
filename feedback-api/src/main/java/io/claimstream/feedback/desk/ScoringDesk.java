package io.claimstream.feedback.desk;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.feedback.view.Claim.DeadLetter;
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
        ClaimKey key = new ClaimKey(claim.getInsurer(), claim.getClaimId());
        String contentHash = ContentHash.of(claim);
        return publisher
                .publish(Topics.CLAIMS_SUBMITTED, key.text(), claim)
                .thenComposeAsync(
                        where -> new Wait(
                                        key,
                                        claim.getRevision(),
                                        contentHash,
                                        where,
                                        System.nanoTime() + patience.toNanos())
                                .outcome(),
                        executor);
    }

    /** Waits for the outcome of one submission. */
    private final class Wait {

        private final ClaimKey key;
        private final int revision;
        private final String contentHash;
        private final RecordRef submitted;
        private final long deadline;

        Wait(ClaimKey key, int revision, String contentHash, RecordRef submitted, long deadline) {
            this.key = key;
            this.revision = revision;
            this.contentHash = contentHash;
            this.submitted = submitted;
            this.deadline = deadline;
        }

        CompletableFuture<ScoringOutcome> outcome() {
            CompletableFuture<Void> next = arrivals.next(key);
            Optional<ScoringOutcome> outcome = look();
            long left = deadline - System.nanoTime();
            if (outcome.isPresent() || left <= 0) {
                arrivals.forget(key);
                return CompletableFuture.completedFuture(
                        outcome.orElseGet(() -> new ScoringOutcome.Pending(submitted)));
            }
            // A copy: the time of one must not be up for all who wait for the claim.
            return next.copy()
                    .completeOnTimeout(null, left, TimeUnit.NANOSECONDS)
                    .thenComposeAsync(none -> outcome(), executor);
        }

        private Optional<ScoringOutcome> look() {
            Trace trace = readModel.trace(key, revision, submitted);
            if (trace.violations().isPresent()) {
                return Optional.of(
                        new ScoringOutcome.Rejected(trace.violations().get()));
            }
            boolean isAccepted = trace.accepted()
                    .filter(it -> it.contentHash().equals(contentHash))
                    .isPresent();
            if (isAccepted && trace.score().isPresent()) {
                boolean isMine = trace.accepted()
                        .filter(it -> it.submitted().equals(submitted))
                        .isPresent();
                return trace.score()
                        .map(it -> isMine ? new ScoringOutcome.Scored(it) : new ScoringOutcome.Duplicate(it));
            }
            return trace.deadLetters().stream()
                    .filter(it -> it.isSubmission() ? isOfMine(it) : isAccepted)
                    .findFirst()
                    .map(ScoringOutcome.DeadLettered::new);
        }

        private boolean isOfMine(DeadLetter letter) {
            return letter.source().partition() == submitted.getPartition()
                    && letter.source().offset() == submitted.getOffset();
        }
    }
}
