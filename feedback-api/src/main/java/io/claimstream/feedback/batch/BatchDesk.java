package io.claimstream.feedback.batch;

import io.claimstream.feedback.batch.BatchRefusedException.Reason;
import io.claimstream.feedback.batch.BatchTable.Begun;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.feedback.publish.PublishException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes many claims at once. The body goes to disk first: it is refused as a whole before anything of it is submitted, and no more than a chunk of its lines is
 * in memory. Thread-safe.
 */
public final class BatchDesk {

    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BatchTable table;
    private final BatchResults results;
    private final BatchList list;
    private final EventPublisher publisher;
    private final Clock clock;
    private final BatchLimits limits;
    private final Path directory;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** @param directory where bodies lie while they are worked on */
    public BatchDesk(Jdbi jdbi, EventPublisher publisher, Clock clock, BatchLimits limits, Path directory) {
        this.table = new BatchTable(jdbi, clock);
        this.results = new BatchResults(jdbi);
        this.list = new BatchList(jdbi);
        this.publisher = publisher;
        this.clock = clock;
        this.limits = limits;
        this.directory = directory;
    }

    /**
     * A batch that was taken.
     *
     * @param batch it
     * @param isRepeated whether it had been taken before
     */
    public record Receipt(Batch batch, boolean isRepeated) {}

    /** How much a batch may hold. */
    public BatchLimits limits() {
        return limits;
    }

    /**
     * Takes a batch: Kafka has every line that can be read when this returns. Blocks until then.
     *
     * @param declaredBytes how large the body says it is; negative when it does not
     * @throws BatchRefusedException when it is not taken
     * @throws InterruptedBatchException when Kafka did not acknowledge a line; what it did acknowledge counts
     * @throws IOException when the disk fails
     */
    public Receipt take(BatchRequest request, InputStream body, long declaredBytes) throws IOException {
        if (declaredBytes > limits.maxBytes()) {
            Spool.passOver(body, 2L * limits.maxBytes());
            throw new BatchRefusedException(Reason.TOO_LARGE);
        }
        if (!room.tryAcquire()) {
            throw new BatchRefusedException(Reason.BUSY);
        }
        try (Spool spool = Spool.of(body, directory, limits.maxBytes(), PATIENCE)) {
            return take(request, spool);
        } finally {
            room.release();
        }
    }

    /** A batch. */
    public Optional<Batch> find(String batchId) {
        return table.find(batchId);
    }

    /** Batches, the newest first. */
    public List<Batch> list(BatchSearch search) {
        return list.find(search);
    }

    /** How many lines came to what; outcomes of no line are absent. */
    public Map<LineOutcome, Integer> counts(Batch batch) {
        return results.counts(batch.batchId());
    }

    /**
     * Lines in order.
     *
     * @param outcome only those that came to this; empty for all
     * @param after the last line seen; 0 to begin
     * @param limit the most to answer with
     */
    public List<LineResult> lines(Batch batch, Optional<LineOutcome> outcome, int after, int limit) {
        return results.lines(batch, outcome, after, limit);
    }

    /** The wall clock's time. */
    public Instant now() {
        return clock.instant();
    }

    private Receipt take(BatchRequest request, Spool spool) throws IOException {
        int lines = count(request, spool);
        Begun begun = table.begin(newId(), request, spool.sha256(), lines);
        return switch (begun.turn()) {
            case REUSED -> throw new BatchRefusedException(Reason.KEY_REUSED);
            case IN_FLIGHT -> throw new BatchRefusedException(Reason.IN_FLIGHT, List.of(), begun.batchId());
            case DONE -> new Receipt(found(begun), true);
            case MINE -> submitted(request, spool, begun);
        };
    }

    private Receipt submitted(BatchRequest request, Spool spool, Begun begun) throws IOException {
        boolean isDone = false;
        try {
            new BatchRun(begun.batchId(), table, publisher).submit(reader(request, spool));
            isDone = true;
        } catch (PublishException e) {
            throw new InterruptedBatchException(begun.batchId(), e);
        } finally {
            if (!isDone) {
                table.release(begun.batchId());
            }
        }
        return new Receipt(found(begun), false);
    }

    /** The lines that can be counted, after a look at the header. */
    private int count(BatchRequest request, Spool spool) throws IOException {
        LineSplitter lines = splitter(request, spool);
        if (request.format() == BatchFormat.CSV) {
            var unused = new CsvLines(lines, insurer(request));
        }
        int count = 0;
        while (lines.next().isPresent()) {
            if (++count > limits.maxLines()) {
                throw new BatchRefusedException(Reason.TOO_MANY_LINES);
            }
        }
        if (count == 0) {
            throw new BatchRefusedException(Reason.EMPTY);
        }
        return count;
    }

    private LineReader reader(BatchRequest request, Spool spool) throws IOException {
        LineSplitter lines = splitter(request, spool);
        return request.format() == BatchFormat.CSV
                ? new CsvLines(lines, insurer(request))
                : new NdjsonLines(lines, request.serves());
    }

    private LineSplitter splitter(BatchRequest request, Spool spool) throws IOException {
        return new LineSplitter(spool.open(), request.format() == BatchFormat.CSV, limits.maxLineBytes());
    }

    private static String insurer(BatchRequest request) {
        return Objects.requireNonNull(request.insurer(), "Expected the insurer of a CSV.");
    }

    private Batch found(Begun begun) {
        return table.find(begun.batchId()).orElseThrow();
    }

    private static String newId() {
        return "b_" + UUID.randomUUID().toString().replace("-", "");
    }
}
