package io.claimstream.platform.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long to pause after a failure, and whether the last one still counts. Pauses double from 0.5 s to 30 s. Thread-safe. */
public final class FailureBackoff {

    static final Duration SHORTEST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** A replaced thread must join its group and read the record again before it can fail again. */
    static final Duration SETTLING = Duration.ofSeconds(5);

    private final Clock clock;
    private @Nullable Instant lastFailure;
    private String lastCause = "";
    private Duration pause = Duration.ZERO;
    private int quarantined;

    public FailureBackoff(Clock clock) {
        this.clock = clock;
    }

    /** Notes a failure now; the pause grows unless the last failure is long past. */
    public synchronized void failed(String cause) {
        boolean again = cause().isPresent();
        Duration doubled = pause.multipliedBy(2);
        pause = again ? (doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled) : SHORTEST;
        lastFailure = clock.instant();
        lastCause = cause;
    }

    /** How long to pause after the last failure. */
    public synchronized Duration pause() {
        return pause;
    }

    /** Why the service does not work now; empty once it ran for twice the last pause and a little more without a failure. */
    public synchronized Optional<String> cause() {
        if (lastFailure == null) {
            return Optional.empty();
        }
        Instant over = lastFailure.plus(pause.multipliedBy(2)).plus(SETTLING);
        return clock.instant().isBefore(over) ? Optional.of(lastCause) : Optional.empty();
    }

    /** Whether more records are in quarantine than before, so that trying again leads elsewhere. */
    synchronized boolean quarantined(int size) {
        boolean more = size > quarantined;
        quarantined = size;
        return more;
    }
}
