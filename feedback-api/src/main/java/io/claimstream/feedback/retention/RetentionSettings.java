package io.claimstream.feedback.retention;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For how long is kept what can be limited without losing evidence of decisions. */
public final class RetentionSettings {

    private static final int MOST_DAYS = 36_500;

    static final Setting<Integer> AUDIT = Setting.integer(
            "retention.audit.days",
            0,
            0,
            MOST_DAYS,
            "Days that entries of the audit trail are kept; 0 for ever. What is deleted is counted by day and action first.");

    static final Setting<Integer> DELIVERIES = Setting.integer(
            "retention.deliveries.days", 30, 1, MOST_DAYS, "Days that deliveries to webhooks are kept.");

    static final Setting<Integer> BATCHES = Setting.integer(
            "retention.batches.days", 30, 1, MOST_DAYS, "Days that what became of files of claims is kept.");

    static final Setting<Integer> REASONS = Setting.integer(
            "retention.reasons.days", 90, 1, MOST_DAYS, "Days that is kept to whom reasons of a score were shown.");

    static final Setting<Integer> WORKERS = Setting.integer(
            "retention.workers.days",
            90,
            1,
            MOST_DAYS,
            "Days after which somebody whom an identity provider let in is forgotten for the queue.");

    /** Every key above. */
    public static final List<Setting<?>> SETTINGS = List.of(AUDIT, DELIVERIES, BATCHES, REASONS, WORKERS);

    private RetentionSettings() {}

    /** Reads the periods from checked settings. */
    public static RetentionPeriods of(Settings settings) {
        int audit = settings.get(AUDIT);
        return new RetentionPeriods(Map.of(
                LimitedTable.AUDIT.name(),
                audit == 0 ? Optional.empty() : Optional.of(Duration.ofDays(audit)),
                LimitedTable.DELIVERIES.name(),
                Optional.of(Duration.ofDays(settings.get(DELIVERIES))),
                LimitedTable.BATCHES.name(),
                Optional.of(Duration.ofDays(settings.get(BATCHES))),
                "record_batch_line",
                Optional.of(Duration.ofDays(settings.get(BATCHES))),
                LimitedTable.REASONS_SHOWN.name(),
                Optional.of(Duration.ofDays(settings.get(REASONS))),
                LimitedTable.QUEUE_WORKERS.name(),
                Optional.of(Duration.ofDays(settings.get(WORKERS)))));
    }
}
