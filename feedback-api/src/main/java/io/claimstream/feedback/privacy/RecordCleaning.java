package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.retention.DeletedDeliveries;
import io.claimstream.schemas.json.EventJson;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Removes from the tables of records what they say of the claims of an erased claimant: words that people typed, notes, and answers and deliveries that quote a claim. What was
 * done, by whom and when stays. Done again, it changes nothing.
 */
final class RecordCleaning {

    private static final String OF_ERASURE =
            " (select claim_id from record_erased_claim where erasure_id = :id and insurer = :insurer and is_corrected = false)";

    /** How an answer or a delivery names a claim; nobody else's text holds it, since quotes within a text are escaped. */
    private static final String QUOTES = "%%\"claimId\":%s%%";

    private static final String QUOTED = " body like :claim escape '!' and body like :insurer escape '!'";

    private static final String GONE = "{\"erased\":true}";

    private RecordCleaning() {}

    /** Cleans within the handle's transaction, and counts. */
    static ObjectNode clean(Handle handle, Erasure erasure) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        counts.put("approvals", approvals(handle, erasure));
        counts.put(
                "assignments",
                update(
                        handle,
                        erasure,
                        "update record_assignment set assignee = null, leased_until = null, version = version + 1"
                                + " where assignee is not null and insurer = :insurer and claim_id in" + OF_ERASURE));
        counts.put(
                "reasonsShown",
                update(
                        handle,
                        erasure,
                        "delete from record_reasons_shown where score_id in (select s.score_id from view_score s"
                                + " where s.insurer = :insurer and s.claim_id in" + OF_ERASURE + ")"));
        counts.put(
                "deadLettersToPutBack",
                update(
                        handle,
                        erasure,
                        "delete from record_replay where state = 'WAITING' and exists (select 1 from view_letter l"
                                + " where l.letter_partition = record_replay.letter_partition"
                                + " and l.letter_offset = record_replay.letter_offset"
                                + " and l.insurer = :insurer and l.claim_id in" + OF_ERASURE + ")"));
        int answers = 0;
        int deliveries = 0;
        for (String claimId : ErasedClaimTable.claims(handle, erasure)) {
            answers += quoting(
                    handle, erasure, claimId, "update record_idempotency set body = :gone where body <> :gone and");
            deliveries += DeletedDeliveries.delete(handle, deliveries(handle, erasure, claimId));
        }
        counts.put("reasons", reasons(handle, erasure));
        counts.put("contests", contests(handle, erasure));
        counts.put("exercises", exercises(handle, erasure));
        return counts.put("answers", answers).put("webhookDeliveries", deliveries);
    }

    /** Of holds that were lifted, and of earlier questions to erase. */
    private static int reasons(Handle handle, Erasure erasure) {
        int holds = handle.createUpdate("update record_legal_hold set reason = 'erased'"
                        + " where reason <> 'erased' and insurer = :insurer and claimant = :claimant")
                .bind("insurer", erasure.subject().insurer())
                .bind("claimant", erasure.subject().pseudonym())
                .execute();
        return holds
                + handle.createUpdate("update record_erasure set reason = 'erased' where reason <> 'erased'"
                                + " and erasure_id <> :id and insurer = :insurer and claimant = :claimant")
                        .bind("id", erasure.erasureId())
                        .bind("insurer", erasure.subject().insurer())
                        .bind("claimant", erasure.subject().pseudonym())
                        .execute();
    }

    /** What is open of them ends, for nobody can answer it any more; texts of all of them go. */
    private static int contests(Handle handle, Erasure erasure) {
        int ended = update(
                handle,
                erasure,
                "update record_contest set state = 'ANSWERED', outcome = 'ERASED', open_score_id = null,"
                        + " answered_at = current_timestamp, answered_by = 'erasure', version = version + 1"
                        + " where state <> 'ANSWERED' and insurer = :insurer and claim_id in" + OF_ERASURE);
        return ended
                + update(
                        handle,
                        erasure,
                        "update record_contest_text set key_id = null, ciphertext = null where ciphertext is not null"
                                + " and contest_id in (select c.contest_id from record_contest c"
                                + " where c.insurer = :insurer and c.claim_id in" + OF_ERASURE + ")");
    }

    /** Their claims leave exercises; one in which nothing is left to be answered is over. */
    private static int exercises(Handle handle, Erasure erasure) {
        int removed = update(
                handle,
                erasure,
                "delete from record_exercise_claim where insurer = :insurer and claim_id in" + OF_ERASURE);
        if (removed > 0) {
            handle.execute("update record_exercise set ended_at = current_timestamp, ended_by = 'erasure'"
                    + " where ended_at is null and not exists (select 1 from record_exercise_claim c"
                    + " where c.exercise_id = record_exercise.exercise_id and c.answered_at is null)");
        }
        return removed;
    }

    private static int approvals(Handle handle, Erasure erasure) {
        update(
                handle,
                erasure,
                "update record_approval set state = 'DECLINED', decided_by = 'erasure', decided_at = current_timestamp"
                        + " where state = 'WAITING' and insurer = :insurer and claim_id in" + OF_ERASURE);
        return update(
                handle,
                erasure,
                "update record_approval set note_key_id = null, note_ciphertext = null, decided_because = null,"
                        + " because_key_id = null, because_ciphertext = null"
                        + " where (note_ciphertext is not null or decided_because is not null or because_ciphertext is not null)"
                        + " and insurer = :insurer and claim_id in" + OF_ERASURE);
    }

    private static List<Long> deliveries(Handle handle, Erasure erasure, String claimId) {
        String sql = "select delivery_id from record_webhook_delivery where body <> :gone and";
        return bound(handle.createQuery(sql + QUOTED), erasure, claimId)
                .mapTo(Long.class)
                .list();
    }

    private static int quoting(Handle handle, Erasure erasure, String claimId, String sql) {
        return bound(handle.createUpdate(sql + QUOTED), erasure, claimId).execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Erasure erasure, String claimId) {
        // A claim id has neither quotes nor backslashes; what a comparison takes for any text is escaped.
        String quoted = EventJson.format(JsonNodeFactory.instance.textNode(claimId));
        String insurer = EventJson.format(
                JsonNodeFactory.instance.textNode(erasure.subject().insurer()));
        return statement
                .bind("gone", GONE)
                .bind("claim", QUOTES.formatted(quoted.replaceAll("[!%_]", "!$0")))
                .bind("insurer", "%\"insurer\":" + insurer.replaceAll("[!%_]", "!$0") + "%");
    }

    private static int update(Handle handle, Erasure erasure, String sql) {
        return handle.createUpdate(sql)
                .bind("id", erasure.erasureId())
                .bind("insurer", erasure.subject().insurer())
                .execute();
    }
}
