package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.RecordRef;
import io.claimstream.schemas.json.EventJson;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads what became of one submitted record. */
final class TraceQueries {

    private static final String OF_REVISION =
            " where insurer = :insurer and claim_id = :claim and revision = :revision";

    private TraceQueries() {}

    static Trace trace(Handle handle, ClaimKey claim, int revision, RecordRef submitted) {
        return new Trace(
                ofRevision(
                                handle,
                                "select * from view_claim_revision" + OF_REVISION + " and content_hash is not null",
                                claim,
                                revision)
                        .map((row, context) -> new Trace.Accepted(
                                Rows.text(row, "content_hash"),
                                new RecordRef(row.getInt("submitted_partition"), row.getLong("submitted_offset"))))
                        .findOne(),
                violations(handle, submitted),
                ofRevision(handle, "select * from view_dead_letter" + OF_REVISION, claim, revision)
                        .map((row, context) -> Rows.deadLetter(row))
                        .list(),
                ofRevision(handle, "select * from view_score" + OF_REVISION, claim, revision)
                        .map((row, context) -> Rows.score(row))
                        .findFirst());
    }

    private static Optional<JsonNode> violations(Handle handle, RecordRef submitted) {
        return handle.createQuery("select violations from view_rejection"
                        + " where submitted_partition = :partition and submitted_offset = :offset")
                .bind("partition", submitted.getPartition())
                .bind("offset", submitted.getOffset())
                .map((row, context) -> EventJson.parse(Objects.requireNonNull(row.getString("violations"))))
                .findOne();
    }

    private static Query ofRevision(Handle handle, String sql, ClaimKey claim, int revision) {
        return handle.createQuery(sql)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("revision", revision);
    }
}
