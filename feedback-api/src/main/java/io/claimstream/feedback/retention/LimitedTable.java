package io.claimstream.feedback.retention;

import java.util.List;
import java.util.Optional;

/**
 * A table whose old rows the job deletes.
 *
 * @param name the table
 * @param time column of the time that counts
 * @param counted column whose values are counted by day before rows are deleted; empty for a table that feeds no figure
 * @param held condition of a row that a legal hold keeps, with {@code {inForce}} for that of a hold {@code h}; empty for a table that says nothing of claimants
 * @param deletes statements that delete the rows up to the time {@code :upTo}, this included, but those of {@code {held}}
 */
record LimitedTable(String name, String time, Optional<String> counted, Optional<String> held, List<String> deletes) {

    private static final String HOLD_OF_CLAIM =
            " record_legal_hold h join view_claim_revision r on r.insurer = h.insurer"
                    + " and r.claimant = h.claimant where {inForce} and ";

    static final LimitedTable AUDIT = of("record_audit", "at", Optional.of("action"), Optional.empty());

    /** A delivery quotes its claim as JSON of ours, without spaces. */
    static final LimitedTable DELIVERIES = of(
            "record_webhook_delivery",
            "created_at",
            Optional.of("state"),
            Optional.of("exists (select 1 from" + HOLD_OF_CLAIM
                    + "position('\"claimId\":\"' || r.claim_id || '\"' in record_webhook_delivery.body) > 0"
                    + " and position('\"insurer\":\"' || r.insurer || '\"' in record_webhook_delivery.body) > 0)"));

    static final LimitedTable REASONS_SHOWN = of(
            "record_reasons_shown",
            "shown_at",
            Optional.empty(),
            Optional.of(
                    "exists (select 1 from view_score s," + HOLD_OF_CLAIM
                            + "r.insurer = s.insurer and r.claim_id = s.claim_id and s.score_id = record_reasons_shown.score_id)"));

    static final LimitedTable QUEUE_WORKERS = of("record_queue_worker", "seen_at", Optional.empty(), Optional.empty());
    static final LimitedTable IDEMPOTENCY = of("record_idempotency", "begun_at", Optional.empty(), Optional.empty());

    /** The lines of a file go with it; one with a line that is held stays whole. */
    static final LimitedTable BATCHES = new LimitedTable(
            "record_batch",
            "begun_at",
            Optional.empty(),
            Optional.of("exists (select 1 from record_batch_line l," + HOLD_OF_CLAIM
                    + "r.insurer = l.insurer and r.claim_id = l.claim_id and l.batch_id = record_batch.batch_id)"),
            List.of(
                    "delete from record_batch_line where batch_id in (select batch_id from record_batch where begun_at <= :upTo{held})",
                    "delete from record_batch where begun_at <= :upTo and not exists (select 1 from record_batch_line k"
                            + " where k.batch_id = record_batch.batch_id)"));

    static final List<LimitedTable> ALL =
            List.of(AUDIT, DELIVERIES, BATCHES, REASONS_SHOWN, QUEUE_WORKERS, IDEMPOTENCY);

    LimitedTable {
        deletes = List.copyOf(deletes);
    }

    private static LimitedTable of(String name, String time, Optional<String> counted, Optional<String> held) {
        return new LimitedTable(
                name, time, counted, held, List.of("delete from " + name + " where " + time + " <= :upTo{held}"));
    }
}
