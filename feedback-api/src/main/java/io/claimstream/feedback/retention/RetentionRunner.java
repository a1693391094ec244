package io.claimstream.feedback.retention;

import io.claimstream.platform.service.Health.Check;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the job run every ten minutes, measures how far it is behind, and says so in health. Thread-safe. */
public final class RetentionRunner implements AutoCloseable {

    /** Name of its check. */
    public static final String NAME = "retention";

    private static final Logger LOGGER = LoggerFactory.getLogger(RetentionRunner.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    /** One run may fall out. */
    private static final Duration SILENCE = EVERY.multipliedBy(2);

    private final RetentionJob job;
    private final RetentionReport report;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "retention");
        thread.setDaemon(true);
        return thread;
    });
    private volatile SortedMap<String, Duration> overdue = Collections.emptySortedMap();
    private volatile Instant measuredAt;

    public RetentionRunner(RetentionJob job, RetentionReport report, Clock clock, MeterRegistry registry) {
        this.job = job;
        this.report = report;
        this.clock = clock;
        this.measuredAt = clock.instant();
        TimeGauge.builder("claimstream.retention.overdue", this::overdueSeconds, TimeUnit.SECONDS)
                .description("By how long the oldest row of a table is past its time, after the last run of retention")
                .register(registry);
    }

    /** Begins. Once. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::run, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Degraded while rows are past their time for more than an hour, or nobody has looked at them for two intervals: nothing is lost by that, but a promise is not kept. */
    public Check check() {
        Duration silence = Duration.between(measuredAt, clock.instant());
        if (silence.compareTo(SILENCE) > 0) {
            return Check.degraded(
                    NAME,
                    "retention did not run for " + silence.toMinutes()
                            + " minutes; the log says why with 'retention waits'");
        }
        String late = overdue.entrySet().stream()
                .filter(it -> it.getValue().compareTo(RetentionReport.GRACE) > 0)
                .map(it -> it.getKey() + " by " + it.getValue().toHours() + " h")
                .collect(Collectors.joining(", "));
        return late.isEmpty()
                ? Check.up(NAME)
                : Check.degraded(NAME, "rows are past their time: " + late + "; look at /privacy/retention");
    }

    /** One run; never throws. */
    void run() {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("retention waits");
        }
        measure();
    }

    private void measure() {
        try {
            overdue = report.overdue();
            measuredAt = clock.instant();
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("retention not measured");
        }
    }

    private double overdueSeconds() {
        return overdue.values().stream()
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
