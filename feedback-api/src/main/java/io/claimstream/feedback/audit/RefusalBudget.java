package io.claimstream.feedback.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many refusals go into the trail: at most {@value #PER_MINUTE} a minute; the others are counted in the log. Thread-safe. */
final class RefusalBudget {

    static final int PER_MINUTE = 120;

    private static final Logger LOGGER = LoggerFactory.getLogger(RefusalBudget.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant since;
    private int taken;

    RefusalBudget(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Whether there is room for one more. */
    synchronized boolean take() {
        Instant now = clock.instant();
        if (!now.isBefore(since.plus(MINUTE))) {
            if (taken > PER_MINUTE) {
                LOGGER.atWarn().addKeyValue("count", taken - PER_MINUTE).log("refusals left out of the audit trail");
            }
            since = now;
            taken = 0;
        }
        taken++;
        return taken <= PER_MINUTE;
    }
}
