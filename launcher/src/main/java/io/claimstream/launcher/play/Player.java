package io.claimstream.launcher.play;

import io.claimstream.event.FeedbackKind;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.simulator.SimulatedEvent;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import java.time.Duration;
import java.util.Map;

/** Plays events to a running instance, in order. Not thread-safe. */
public final class Player implements AutoCloseable {

    /** Enough where nothing fails for longer than a restart takes. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SubmissionSender submissions;
    private final OpinionSender opinions;
    private final Pace pace;
    private long submitted;
    private long opined;
    private long settled;

    /**
     * A player.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param access how the HTTP API is reached
     * @param patience for how long feedback waits for its score
     */
    public Player(Map<String, ?> connection, EventSerdes serdes, ApiAccess access, Pace pace, Duration patience) {
        this.submissions = new SubmissionSender(connection, serdes);
        this.opinions = new OpinionSender(access, patience);
        this.pace = pace;
    }

    /** Plays one event when it is due. */
    public void play(SimulatedEvent event) throws InterruptedException {
        pace.await();
        if (event instanceof Opinion opinion) {
            opinions.send(opinion);
            opined++;
            settled += opinion.kind() == FeedbackKind.SETTLED ? 1 : 0;
            settled -= opinion.takesBack()
                            .filter(it -> it.kind() == FeedbackKind.SETTLED)
                            .isPresent()
                    ? 1
                    : 0;
        } else {
            submit(event);
            submitted++;
        }
    }

    private void submit(SimulatedEvent event) {
        event.fold(
                submission -> {
                    submissions.send(submission);
                    return event;
                },
                rubbish -> {
                    submissions.send(rubbish);
                    return event;
                },
                opinion -> event);
    }

    /** Records submitted so far. */
    public long submitted() {
        return submitted;
    }

    /** Opinions handed to adjusters so far. */
    public long opined() {
        return opined;
    }

    /** Settlements among them that stand. */
    public long settled() {
        return settled;
    }

    /**
     * Waits until everything played is acknowledged.
     *
     * @throws IllegalStateException when something was refused, or a submission not acknowledged
     * @throws io.claimstream.launcher.command.OutsideWorldException when feedback was not acknowledged in time
     */
    public void flush() throws InterruptedException {
        submissions.flush();
        opinions.flush();
    }

    @Override
    public void close() {
        opinions.close();
        submissions.close();
    }
}
