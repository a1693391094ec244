package io.claimstream.feedback;

import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchLimits;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.platform.database.Database;
import java.nio.file.Path;
import java.time.Clock;

/** Batches for tests: of up to 60,000 bytes and 200 lines of 5,000 bytes. */
public final class TestBatches {

    public static final BatchLimits LIMITS = new BatchLimits(60_000, 200, 5_000);

    /** One for each process: tests run in several at once. */
    public static final Path DIRECTORY =
            Path.of("target", "batches-" + ProcessHandle.current().pid());

    private TestBatches() {}

    public static BatchDesk of(Database database, EventPublisher publisher, Clock clock) {
        return new BatchDesk(database.jdbi(), publisher, clock, LIMITS, DIRECTORY);
    }
}
