package io.claimstream.launcher.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.InstanceApi;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Has the read model be made again, and waits until it is. */
final class RebuildOrder {

    private static final String READ_MODEL = "/v1/read-model";
    private static final long LOOK_MILLIS = 250;

    private final InstanceApi api;
    private final Duration patience;
    private final Progress progress;

    /** @param patience how long it may stand still */
    RebuildOrder(InstanceApi api, Duration patience, Progress progress) {
        this.api = api;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Asks and waits.
     *
     * @return the read model, whole
     * @throws OutsideWorldException when nothing moves for as long as the patience is
     */
    JsonNode give() throws InterruptedException {
        var unused =
                api.post(READ_MODEL + "/rebuild", JsonNodeFactory.instance.objectNode(), "cli:" + UUID.randomUUID());
        progress.say("the views are emptied and read from the topics again; claims are taken meanwhile");
        JsonNode readModel = api.get(READ_MODEL);
        try (Progress.Task task = progress.task("records read", 0)) {
            Stall stall = new Stall();
            while (!readModel.path("rebuild").has("doneAt")) {
                long read = sum(readModel, "read");
                task.at(read, "of " + sum(readModel, "of"));
                stall.requireMove(read);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                readModel = api.get(READ_MODEL);
            }
            task.at(sum(readModel, "read"), "of " + sum(readModel, "of"));
        }
        return readModel;
    }

    private static long sum(JsonNode readModel, String field) {
        long sum = 0;
        for (JsonNode projection : readModel.path("projections")) {
            sum += projection.path(field).asLong();
        }
        return sum;
    }

    /** Notices when nothing moves any more. */
    private final class Stall {
        private long last = -1;
        private long deadline;

        void requireMove(long read) {
            if (read != last) {
                last = read;
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new OutsideWorldException("Expected the rebuild to go on within " + patience.toSeconds()
                        + " s, but " + read
                        + " records are read and no more. It is not lost and goes on by itself: 'read-model show' says what it waits for,"
                        + " /readyz of feedback-api whether Kafka and the database answer.");
            }
        }
    }
}
