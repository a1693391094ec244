package io.claimstream.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How long it took from the submission of a claim, as its record's timestamp says it, to the end of a stage. It grows from stage to stage: the
 * broker stamps a submission, and what is derived from it keeps the stamp. What waits for the commit of a stage counts in the next. Clocks of
 * broker and service enter. Thread-safe.
 */
public final class StageLatency {

    /** The name of the meter; its label is {@value #STAGE}. */
    public static final String NAME = "claimstream.latency";

    public static final String STAGE = "stage";

    /** Fixed, so that instances and releases can be added up: milliseconds as they should be, minutes and hours after an outage. */
    private static final Duration[] BOUNDARIES = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final Timer timer;
    private final Clock clock;

    /** The stages of a claim, in their order. */
    public enum Stage {
        /** claim-ingest has decided what becomes of it. */
        INGEST,
        /** feature-stream has written its features. */
        FEATURES,
        /** scoring-processor has scored it. */
        SCORING,
        /** People and clients see its score in the read model. */
        VIEW
    }

    public StageLatency(MeterRegistry meters, Clock clock, Stage stage) {
        this.clock = clock;
        this.timer = Timer.builder(NAME)
                .description("Time from the submission of a claim, as the broker stamped it, to the end of a stage")
                .tag(STAGE, stage.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BOUNDARIES)
                .register(meters);
    }

    /** A record has ended the stage now. */
    public void reached(long timestampMillis) {
        Duration taken = Duration.between(Instant.ofEpochMilli(timestampMillis), clock.instant());
        timer.record(taken.isNegative() ? Duration.ZERO : taken);
    }
}
