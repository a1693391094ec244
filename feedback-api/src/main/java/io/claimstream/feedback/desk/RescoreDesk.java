package io.claimstream.feedback.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.RescoreRequestId;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Rescores;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Withdrawal;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for live scores to be done again. Ids are derived: a request that is written twice is one to the scoring-processor, which answers it once.
 * Thread-safe.
 */
public final class RescoreDesk {

    /** Below the number of events that may wait for Kafka at once. */
    private static final int PAGE = 200;

    private final Rescores rescores;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Executor executor;

    /**
     * What is asked.
     *
     * @param version version to score with, or null for whatever is in service
     * @param reason why, in the caller's words
     * @param sealed the same, sealed for the claimant; null of a roll back, and where the claimant was erased
     * @param actor who asks
     */
    public record Ask(@Nullable String version, String reason, @Nullable Sealed sealed, String actor) {}

    /**
     * What became of a request.
     *
     * @param requestId its id
     * @param rescoreId id of the score that will answer it
     * @param kind whether it was written now
     */
    public record Receipt(String requestId, String rescoreId, Kind kind) {

        /** Whether a request was written now. */
        public enum Kind {
            /** Kafka has it on all in-sync replicas since just now. */
            WRITTEN,
            /** Kafka had it before. */
            REPEATED,
            /** The idempotency key came before with another request; nothing was written. */
            KEY_REUSED
        }
    }

    /**
     * The scores of a roll back.
     *
     * @param commandId the roll back
     * @param withdrawal what it withdrew
     * @param ask what is asked for each
     */
    public record Batch(String commandId, Withdrawal withdrawal, Ask ask) {}

    /** @param executor runs what follows an acknowledgement */
    public RescoreDesk(Rescores rescores, EventPublisher publisher, Clock clock, Executor executor) {
        this.rescores = rescores;
        this.publisher = publisher;
        this.clock = clock;
        this.executor = executor;
    }

    /** What was asked for, and what came of it. */
    public Rescores rescores() {
        return rescores;
    }

    /**
     * Asks for one score.
     *
     * @param idempotencyKey the caller's name for this request; without one every request is a request of its own
     * @param reasonOf opens the reason of an earlier request
     * @return completes once Kafka has the request, or with a {@link io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<Receipt> ask(
            Score live, Ask ask, Optional<String> idempotencyKey, Function<Rescore, String> reasonOf) {
        String name = idempotencyKey.orElseGet(() -> UUID.randomUUID().toString());
        String kind = idempotencyKey.isPresent() ? "key" : "chance";
        String id = RescoreRequestId.of(kind, ask.actor(), live.scoreId(), name).text();
        Optional<Rescore> known = rescores.request(id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(receipt(id, again(known.get(), ask, reasonOf)));
        }
        return write(request(id, live, null, ask)).thenApply(where -> receipt(id, Receipt.Kind.WRITTEN));
    }

    /**
     * Asks for every live score by a withdrawn version that was not asked for yet, page after page. When it breaks off, the same call goes on.
     *
     * @return completes with how many were written once Kafka has all of them, or with a {@link
     *     io.claimstream.feedback.publish.PublishException}
     */
    public CompletableFuture<Long> askAll(Batch batch) {
        return askFrom(batch, "", 0);
    }

    private CompletableFuture<Long> askFrom(Batch batch, String after, long written) {
        List<Score> page = rescores.notAsked(batch.commandId(), batch.withdrawal(), after, PAGE);
        if (page.isEmpty()) {
            return CompletableFuture.completedFuture(written);
        }
        CompletableFuture<?>[] acknowledged = page.stream()
                .map(live -> write(request(
                        RescoreRequestId.of("command", batch.commandId(), live.scoreId())
                                .text(),
                        live,
                        batch.commandId(),
                        batch.ask())))
                .toArray(CompletableFuture[]::new);
        String last = page.get(page.size() - 1).scoreId();
        return CompletableFuture.allOf(acknowledged)
                .thenComposeAsync(all -> askFrom(batch, last, written + page.size()), executor);
    }

    private CompletableFuture<RecordRef> write(RescoreRequest request) {
        String key = new ClaimKey(request.getInsurer(), request.getClaimId()).text();
        return publisher.publish(Topics.CLAIMS_RESCORE_REQUESTS, key, request);
    }

    private RescoreRequest request(String id, Score live, @Nullable String commandId, Ask ask) {
        JsonNode features = live.document().path("features");
        return RescoreRequest.newBuilder()
                .setRequestId(id)
                .setInsurer(live.claim().insurer())
                .setClaimId(live.claim().claimId())
                .setRevision(live.revision())
                .setScoreId(live.scoreId())
                .setFeatures(new RecordRef(
                        features.path("partition").asInt(),
                        features.path("offset").asLong()))
                .setModelVersion(ask.version())
                .setCommandId(commandId)
                .setReason(commandId == null ? "" : ask.reason())
                .setSealedReason(commandId == null ? ask.sealed() : null)
                .setActor(ask.actor())
                .setRequestedAt(now())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Receipt receipt(String id, Receipt.Kind kind) {
        return new Receipt(id, ScoreId.rescore(id).text(), kind);
    }

    private static Receipt.Kind again(Rescore earlier, Ask now, Function<Rescore, String> reasonOf) {
        boolean isSame = Objects.equals(earlier.asked().version(), now.version())
                && reasonOf.apply(earlier).equals(now.reason());
        return isSame ? Receipt.Kind.REPEATED : Receipt.Kind.KEY_REUSED;
    }
}
