package io.claimstream.feedback.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the job run every ten minutes, and measures how far it is behind. Thread-safe. */
public final class RetentionRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RetentionRunner.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final RetentionJob job;
    private final RetentionReport report;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "retention");
        thread.setDaemon(true);
        return thread;
    });
    private volatile double overdueSeconds;

    public RetentionRunner(RetentionJob job, RetentionReport report, MeterRegistry registry) {
        this.job = job;
        this.report = report;
        TimeGauge.builder("claimstream.retention.overdue", () -> overdueSeconds, TimeUnit.SECONDS)
                .description("By how long the oldest row of a table is past its time, after the last run of retention")
                .register(registry);
    }

    /** Begins. Once. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::run, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void run() {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("retention waits");
        }
        measure();
    }

    private void measure() {
        try {
            overdueSeconds = report.overdue().toMillis() / 1000.0;
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("retention not measured");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
