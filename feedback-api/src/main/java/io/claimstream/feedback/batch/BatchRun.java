package io.claimstream.feedback.batch;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.publish.PublishException;
import io.claimstream.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Submits the lines of a batch, a chunk at a time: what was acknowledged is in the database before the next chunk begins, so that memory holds one chunk, and
 * one chunk is the most that a crash lets be submitted twice. Not thread-safe.
 */
final class BatchRun {

    private static final int CHUNK = 200;

    private final String batchId;
    private final BatchTable table;
    private final EventPublisher publisher;

    BatchRun(String batchId, BatchTable table, EventPublisher publisher) {
        this.batchId = batchId;
        this.table = table;
        this.publisher = publisher;
    }

    /** A line under way. */
    private record Pending(BatchLine line, CompletableFuture<RecordRef> where) {}

    /**
     * Submits every line that is not done yet.
     *
     * @throws PublishException when Kafka does not acknowledge; what it did acknowledge is kept
     */
    void submit(LineReader lines) throws IOException {
        List<BatchLine> chunk = chunk(lines);
        while (!chunk.isEmpty()) {
            Set<Integer> known = table.known(
                    batchId, chunk.get(0).number(), chunk.get(chunk.size() - 1).number());
            submit(chunk.stream().filter(it -> !known.contains(it.number())).toList());
            chunk = chunk(lines);
        }
        table.end(batchId);
    }

    private static List<BatchLine> chunk(LineReader lines) throws IOException {
        List<BatchLine> chunk = new ArrayList<>();
        Optional<BatchLine> next = Optional.empty();
        do {
            next = lines.next();
            next.ifPresent(chunk::add);
        } while (next.isPresent() && chunk.size() < CHUNK);
        return chunk;
    }

    private void submit(List<BatchLine> chunk) {
        List<Pending> under = new ArrayList<>();
        chunk.forEach(line -> under.add(new Pending(line, publish(line, under))));
        List<DoneLine> done = new ArrayList<>();
        @Nullable PublishException failure = null;
        for (Pending one : under) {
            try {
                done.add(done(one));
            } catch (CompletionException e) {
                failure = failure(e);
            }
        }
        table.add(batchId, done);
        if (failure != null) {
            throw failure;
        }
    }

    /** Where there is no room for one more, the batch's own are waited for first. */
    private CompletableFuture<RecordRef> publish(BatchLine line, List<Pending> under) {
        if (line.claim().isEmpty()) {
            return CompletableFuture.completedFuture(new RecordRef(-1, -1L));
        }
        CompletableFuture<RecordRef> where = publish(line.claim().get());
        if (!where.isCompletedExceptionally()) {
            return where;
        }
        CompletableFuture<?>[] before = under.stream().map(Pending::where).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(before)
                .handle((none, failed) -> line)
                .thenCompose(again -> publish(again.claim().orElseThrow()));
    }

    private CompletableFuture<RecordRef> publish(ClaimSubmitted claim) {
        return publisher.publish(
                Topics.CLAIMS_SUBMITTED, new ClaimKey(claim.getInsurer(), claim.getClaimId()).text(), claim);
    }

    private static DoneLine done(Pending one) {
        RecordRef where = one.where().join();
        BatchLine line = one.line();
        return new DoneLine(
                line.number(),
                line.claim()
                        .map(claim -> new DoneLine.Submitted(
                                claim.getInsurer(),
                                claim.getClaimId(),
                                claim.getRevision(),
                                ContentHash.of(claim),
                                where))
                        .orElse(null),
                line.problems());
    }

    private static PublishException failure(CompletionException failed) {
        Throwable cause = Objects.requireNonNull(failed.getCause());
        if (cause instanceof PublishException known) {
            return known;
        }
        throw failed;
    }
}
