package io.claimstream.retrain.run;

import io.claimstream.model.training.TrainingProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people how far the training under way is. Nothing is decided by it, so that a database that is away is passed over. Thread-safe. */
public final class RunProgress {

    private static final Logger LOGGER = LoggerFactory.getLogger(RunProgress.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String UPDATE = "update record_training_progress set phase = :phase, share = :share,"
            + " millis_left = :left, told_at = :at where run_id = :run";
    private static final String INSERT =
            "insert into record_training_progress (run_id, phase, share, millis_left, told_at)"
                    + " values (:run, :phase, :share, :left, :at)";

    private final Jdbi jdbi;
    private final Clock clock;
    private String current = "";
    private Instant next = Instant.MIN;

    /** What a training does, in this order. */
    public enum Phase {
        /** It reads the labels. */
        READING,
        /** It grows trees. */
        TRAINING,
        /** It calibrates, measures and asks the gates. */
        MEASURING
    }

    public RunProgress(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A run comes to a phase; what is told of trees from now on is of this run. */
    public synchronized void phase(String runId, Phase phase) {
        current = runId;
        next = Instant.MIN;
        tell(runId, phase, 0, null);
    }

    /** The run under way has grown more trees. Told at most once a second. */
    public synchronized void trained(TrainingProgress now) {
        Instant time = clock.instant();
        boolean isLast = now.round() == now.rounds();
        if (current.isEmpty() || (time.isBefore(next) && !isLast)) {
            return;
        }
        next = time.plus(PAUSE);
        tell(current, Phase.TRAINING, (double) now.round() / Math.max(1, now.rounds()), now.millisLeft());
    }

    private void tell(String runId, Phase phase, double share, @Nullable Long millisLeft) {
        try {
            jdbi.useTransaction(handle -> {
                for (String sql : new String[] {UPDATE, INSERT}) {
                    int written = handle.createUpdate(sql)
                            .bind("run", runId)
                            .bind("phase", phase.name())
                            .bind("share", share)
                            .bind("left", millisLeft)
                            .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                            .execute();
                    if (written > 0) {
                        return;
                    }
                }
            });
        } catch (JdbiException e) {
            LOGGER.atDebug().setCause(e).log("progress not told");
        }
    }
}
