package io.claimstream.feedback.view;

import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Accepted revisions that name somebody whose erasure is confirmed or done: a transaction that was open then, or a process that still remembered the pseudonym. They are marked with
 * the very transaction that would show them.
 */
final class LateRevisions {

    private static final String ANY = "select count(*) from (select 1 as one from record_erasure"
            + " where state in ('CONFIRMED', 'DONE') limit 1) as any_one";
    private static final String ERASED = "select e.claimant, e.erasure_id, e.receipt"
            + " from unnest(cast(:claimants as varchar array)) as c(claimant) join record_erasure e"
            + " on e.insurer = :insurer and e.claimant = c.claimant and e.state in ('CONFIRMED', 'DONE')";
    private static final String OF_ERASURE =
            " where insurer = :insurer and claim_id = :claim and erasure_id = :erasure";

    private LateRevisions() {}

    private record Erased(String claimant, String erasureId, long receipt) {}

    /** Whether a reader makes rows of accepted revisions: of those of the topic, one does. */
    static boolean isOf(TopicReader reader) {
        return reader.topic().equals(Topics.CLAIMS_ACCEPTED.name())
                && reader.table().equals(ClaimViews.ACCEPTED.upsert().table());
    }

    /** Marks what rows of accepted revisions say, within the handle's transaction. */
    static void mark(Handle handle, List<Row> rows) {
        if (rows.isEmpty() || handle.createQuery(ANY).mapTo(Long.class).one() == 0) {
            return;
        }
        rows.stream()
                .collect(Collectors.groupingBy(it -> text(it, "insurer")))
                .forEach((insurer, all) -> mark(handle, insurer, all));
    }

    private static void markOne(Handle handle, Row row, Erased erased) {
        int raised = handle.createUpdate("update record_erased_claim set revision = :revision, is_corrected = false,"
                        + " is_late = true" + OF_ERASURE + " and revision < :revision")
                .bind("revision", number(row))
                .bind("insurer", text(row, "insurer"))
                .bind("claim", text(row, "claim_id"))
                .bind("erasure", erased.erasureId())
                .execute();
        if (raised > 0) {
            return;
        }
        handle.createUpdate(
                        "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision, is_late)"
                                + " select cast(:insurer as varchar), cast(:claim as varchar), cast(:erasure as varchar),"
                                + " cast(:receipt as varchar), cast(:revision as integer), true"
                                + " where not exists (select 1 from record_erased_claim" + OF_ERASURE + ")")
                .bind("insurer", text(row, "insurer"))
                .bind("claim", text(row, "claim_id"))
                .bind("erasure", erased.erasureId())
                .bind("receipt", ErasedClaims.receiptText(erased.receipt()))
                .bind("revision", number(row))
                .execute();
    }

    private static void mark(Handle handle, String insurer, List<Row> rows) {
        Map<String, Erased> erased = handle.createQuery(ERASED)
                .bind("insurer", insurer)
                .bindArray(
                        "claimants",
                        String.class,
                        rows.stream().map(it -> text(it, "claimant")).distinct().toList())
                .map((row, context) -> new Erased(
                        Objects.requireNonNull(row.getString("claimant")),
                        Objects.requireNonNull(row.getString("erasure_id")),
                        row.getLong("receipt")))
                .collect(Collectors.toMap(Erased::claimant, it -> it, (one, other) -> one));
        rows.stream()
                .filter(it -> erased.containsKey(text(it, "claimant")))
                .forEach(it -> markOne(handle, it, Objects.requireNonNull(erased.get(text(it, "claimant")))));
    }

    private static String text(Row row, String column) {
        return String.valueOf(row.get(column));
    }

    private static int number(Row row) {
        return (Integer) Objects.requireNonNull(row.get("revision"));
    }
}
