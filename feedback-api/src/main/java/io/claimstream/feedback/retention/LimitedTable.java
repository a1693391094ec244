package io.claimstream.feedback.retention;

import java.util.List;
import java.util.Optional;

/**
 * A table whose old rows the job deletes.
 *
 * @param name the table
 * @param time column of the time that counts
 * @param counted column whose values are counted by day before rows are deleted; empty for a table that feeds no figure
 * @param deletes statements that delete the rows up to the time {@code :upTo}, this included
 */
record LimitedTable(String name, String time, Optional<String> counted, List<String> deletes) {

    static final LimitedTable AUDIT = of("record_audit", "at", Optional.of("action"));
    static final LimitedTable DELIVERIES = of("record_webhook_delivery", "created_at", Optional.of("state"));
    static final LimitedTable REASONS_SHOWN = of("record_reasons_shown", "shown_at", Optional.empty());
    static final LimitedTable QUEUE_WORKERS = of("record_queue_worker", "seen_at", Optional.empty());
    static final LimitedTable IDEMPOTENCY = of("record_idempotency", "begun_at", Optional.empty());

    /** The lines of a file go with it. */
    static final LimitedTable BATCHES = new LimitedTable(
            "record_batch",
            "begun_at",
            Optional.empty(),
            List.of(
                    "delete from record_batch_line where batch_id in (select batch_id from record_batch where begun_at <= :upTo)",
                    "delete from record_batch where begun_at <= :upTo"));

    static final List<LimitedTable> ALL =
            List.of(AUDIT, DELIVERIES, BATCHES, REASONS_SHOWN, QUEUE_WORKERS, IDEMPOTENCY);

    LimitedTable {
        deletes = List.copyOf(deletes);
    }

    private static LimitedTable of(String name, String time, Optional<String> counted) {
        return new LimitedTable(name, time, counted, List.of("delete from " + name + " where " + time + " <= :upTo"));
    }
}
