package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.ledger.Decisions;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.feedback.view.Uses;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What tables hold of the events of topics. Rows are written as they are read. Not thread-safe. */
final class TableSections {

    private static final int FETCH_ROWS = 200;
    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";
    private static final String REVISION = "revision";

    private final Gathering with;

    TableSections(Gathering with) {
        this.with = with;
    }

    /** @param submissions places of the claimant's submissions, those of claims that are not theirs included */
    void rejections(List<RecordRef> submissions) {
        with.out().section(Section.REJECTIONS);
        with.out().expect(Topics.CLAIMS_REJECTED);
        String select = "select insurer, claim_id, revision, rejected_at, violations, submitted_partition,"
                + " submitted_offset from view_rejection";
        Set<RecordRef> told = new HashSet<>();
        for (ClaimKey claim : with.own().claims()) {
            each(
                    ofClaim(select + OF_CLAIM + " order by rejected_at", claim),
                    row -> own(row, "rejected_at", () -> rejection(row, told)));
        }
        for (RecordRef place : submissions) {
            each(
                    with.handle()
                            .createQuery(
                                    select + " where submitted_partition = :partition and submitted_offset = :offset")
                            .bind("partition", place.getPartition())
                            .bind("offset", place.getOffset()),
                    row -> rejection(row, told));
        }
    }

    private void rejection(ResultSet row, Set<RecordRef> told) throws SQLException {
        if (told.add(new RecordRef(row.getInt("submitted_partition"), row.getLong("submitted_offset")))) {
            ObjectNode json = parsed(RowJson.of(row), "violations");
            json.remove(List.of("submittedPartition", "submittedOffset"));
            with.out().record(Topics.CLAIMS_REJECTED, json);
        }
    }

    /**
     * Live scores as they were published.
     *
     * @return the places of the features that they were made of, by revision
     */
    Map<OwnRevision, RecordRef> scores() {
        Map<OwnRevision, RecordRef> features = new HashMap<>();
        with.out().section(Section.SCORES);
        with.out().expect(Topics.CLAIMS_SCORED);
        for (OwnRevision revision : with.own().all()) {
            Query query = ofClaim(
                            "select document from view_score" + OF_CLAIM + " and revision = :revision",
                            revision.claim())
                    .bind(REVISION, revision.number());
            each(query, row -> {
                ObjectNode score = (ObjectNode) EventJson.parse(text(row, "document"));
                JsonNode place = score.path("features");
                features.put(
                        revision,
                        new RecordRef(
                                place.path("partition").asInt(),
                                place.path("offset").asLong()));
                with.out().record(Topics.CLAIMS_SCORED, score);
            });
        }
        return features;
    }

    /** Requests to score once more, with what the refusals say. */
    void scoreRequests() {
        with.out().section(Section.SCORE_REQUESTS);
        with.out().expect(Topics.CLAIMS_RESCORE_REQUESTS);
        with.out().expect(Topics.CLAIMS_RESCORE_REFUSALS);
        for (ClaimKey claim : with.own().claims()) {
            each(
                    ofClaim(
                            "select request_id, insurer, claim_id, revision, score_id, model_version, command_id,"
                                    + " reason, reason_key_id, reason_ciphertext, actor, requested_at from"
                                    + " view_rescore_request" + OF_CLAIM + " order by requested_at",
                            claim),
                    row -> own(
                            row, "requested_at", () -> with.out().record(Topics.CLAIMS_RESCORE_REQUESTS, asked(row))));
            each(
                    ofClaim(
                            "select q.insurer, q.claim_id, q.revision, f.request_id, f.code, f.detail, f.refused_at"
                                    + " from view_rescore_refusal f join view_rescore_request q on q.request_id ="
                                    + " f.request_id where q.insurer = :insurer and q.claim_id = :claim order by"
                                    + " f.refused_at",
                            claim),
                    row -> own(row, "refused_at", () -> with.out()
                            .record(Topics.CLAIMS_RESCORE_REFUSALS, RowJson.of(row))));
        }
    }

    private ObjectNode asked(ResultSet row) throws SQLException {
        ObjectNode json = RowJson.of(row);
        json.remove(List.of("reasonKeyId", "reasonCiphertext"));
        with.opener().rescoreReason(NoteColumns.of(row, "reason_key_id", "reason_ciphertext"), json);
        return json;
    }

    /** What people and policies said. */
    void decisions() {
        with.out().section(Section.DECISIONS);
        with.out().expect(Topics.CLAIMS_FEEDBACK);
        feedback("kind <> 'SETTLED'");
    }

    void settlements() {
        with.out().section(Section.SETTLEMENTS);
        feedback("kind = 'SETTLED'");
    }

    private void feedback(String which) {
        for (ClaimKey claim : with.own().claims()) {
            each(
                    ofClaim(
                            "select * from view_feedback" + OF_CLAIM + " and " + which
                                    + " order by recorded_at, feedback_id",
                            claim),
                    row -> own(row, "recorded_at", () -> with.out().record(Topics.CLAIMS_FEEDBACK, said(row))));
        }
    }

    private ObjectNode said(ResultSet row) throws SQLException {
        ObjectNode json = RowJson.of(row);
        json.remove(List.of("noteKeyId", "noteCiphertext"));
        json.put("automatic", Decisions.automatic(text(row, "actor")));
        with.opener().note(NoteColumns.of(row), json);
        return json;
    }

    /** Labels that name the claimant, and the versions that learned from each. */
    void labels() {
        with.out().section(Section.LABELS);
        with.out().expect(Topics.CLAIMS_LABELLED);
        for (ClaimKey claim : with.own().claims()) {
            Uses uses = with.readModel().usedIn(claim);
            each(
                    ofClaim(
                            "select document from view_label" + OF_CLAIM + " order by partition_number, record_offset",
                            claim),
                    row -> label((ObjectNode) EventJson.parse(text(row, "document")), uses));
        }
    }

    private void label(ObjectNode label, Uses uses) {
        if (!label.path("claimantPseudonym")
                .asText()
                .equals(with.own().subject().pseudonym())) {
            return;
        }
        AcceptedSections.named(label, label.path("featureSet").asText());
        ArrayNode versions = label.putArray("learnedFromBy");
        uses.of(label.path("feedbackId").asText()).forEach(versions::add);
        with.out().record(Topics.CLAIMS_LABELLED, label);
    }

    private void own(ResultSet row, String at, RowTaking taking) throws SQLException {
        if (concerns(with.own(), row, at)) {
            taking.take();
        }
    }

    /**
     * Whether a row is about the claimant, by its columns insurer, claim_id and revision.
     *
     * @param at column of the time at which it was said
     */
    static boolean concerns(OwnRevisions own, ResultSet row, String at) throws SQLException {
        int number = row.getInt(REVISION);
        @Nullable Integer revision = row.wasNull() ? null : Integer.valueOf(number);
        return own.concerns(
                text(row, "insurer"),
                text(row, "claim_id"),
                revision,
                row.getObject(at, OffsetDateTime.class).toInstant());
    }

    private Query ofClaim(String sql, ClaimKey claim) {
        return with.handle().createQuery(sql).bind("insurer", claim.insurer()).bind("claim", claim.claimId());
    }

    static void each(Query query, RowTaker rows) {
        query.setFetchSize(FETCH_ROWS)
                .map((row, context) -> {
                    rows.take(row);
                    return true;
                })
                .forEach(taken -> {});
    }

    static ObjectNode parsed(ObjectNode row, String field) {
        if (row.has(field)) {
            row.set(field, EventJson.parse(row.path(field).asText()));
        }
        return row;
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** Takes the row that the cursor is at. */
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private interface RowTaking {
        void take() throws SQLException;
    }
}
