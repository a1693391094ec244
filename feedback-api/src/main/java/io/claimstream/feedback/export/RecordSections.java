package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What no topic holds: who worked on claims, who looked, what was sent. Rows are written as they are read. Not thread-safe. */
final class RecordSections {

    private static final int AT_ONCE = 500;
    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";
    private static final String OF_SUBJECT = " where insurer = :insurer and claimant = :claimant";

    private final Gathering with;

    RecordSections(Gathering with) {
        this.with = with;
    }

    /** Where the audit trail tells of a claimant. */
    static String resource(Subject subject) {
        return "/v1/privacy/subjects/" + subject.insurer() + "/" + subject.pseudonym();
    }

    void approvals() {
        with.out().section(Section.APPROVALS);
        with.out().expect(Topics.CLAIMS_APPROVALS);
        ofClaims(
                "select a.*, s.revision from record_approval a left join view_score s on s.score_id = a.score_id where"
                        + " a.insurer = :insurer and a.claim_id = :claim and a.subject = 'DECISION' order by a.asked_at",
                "asked_at",
                row -> {
                    ObjectNode json = RowJson.of(row);
                    json.remove(List.of("noteKeyId", "noteCiphertext", "becauseKeyId", "becauseCiphertext", "subject"));
                    with.opener().note(NoteColumns.of(row), json);
                    with.opener().approvalReason(NoteColumns.of(row, "because_key_id", "because_ciphertext"), json);
                    told(Topics.CLAIMS_APPROVALS, json);
                });
    }

    void contests() {
        with.out().section(Section.CONTESTS);
        with.out().expect(Topics.CLAIMS_CONTESTS);
        ofClaims("select * from record_contest" + OF_CLAIM + " order by opened_at", "opened_at", row -> {
            ObjectNode json = RowJson.of(row);
            json.remove(List.of("openScoreId", "reviewerPerson", "version"));
            ArrayNode texts = json.putArray("texts");
            TableSections.each(
                    with.handle()
                            .createQuery(
                                    "select * from record_contest_text where contest_id = :contest order by number")
                            .bind("contest", TableSections.text(row, "contest_id")),
                    text -> texts.add(contestText(text)));
            told(Topics.CLAIMS_CONTESTS, json);
        });
    }

    /** A row that an outbox tells or not: everything that the topic says of it stands in it. */
    private void told(Topic<?> topic, ObjectNode json) {
        if (json.has("toldAt")) {
            with.out().record(topic, json);
        } else {
            with.out().item(json);
        }
    }

    private ObjectNode contestText(ResultSet row) throws SQLException {
        ObjectNode json = RowJson.of(row);
        json.remove(List.of("contestId", "number", "keyId", "ciphertext"));
        String keyId = row.getString("key_id");
        String ciphertext = row.getString("ciphertext");
        if (keyId == null || ciphertext == null) {
            return json.put("state", "erased");
        }
        return json.setAll(with.opener()
                .contest(new Sealed(keyId, ByteBuffer.wrap(Base64.getDecoder().decode(ciphertext)))));
    }

    void exercises() {
        with.out().section(Section.EXERCISES);
        ofClaims(
                "select x.exercise_id, x.person, x.asked_by, x.asked_at, c.* from record_exercise_claim c"
                        + " join record_exercise x on x.exercise_id = c.exercise_id"
                        + " where c.insurer = :insurer and c.claim_id = :claim order by x.asked_at",
                "asked_at",
                row -> with.out().item(RowJson.of(row)));
    }

    void samples() {
        with.out().section(Section.SAMPLES);
        ofClaims(
                "select r.*, s.revision from record_review_sample r left join view_score s on s.score_id = r.score_id"
                        + " where r.insurer = :insurer and r.claim_id = :claim",
                "scored_at",
                row -> with.out().item(RowJson.of(row)));
    }

    /** A row holds the last person alone and not since when: of a claim that has named somebody else too, nobody can tell for whom. */
    void assignments() {
        with.out().section(Section.ASSIGNMENTS);
        String select = "select insurer, claim_id, assignee, leased_until from record_assignment" + OF_CLAIM;
        with.own().claims().stream()
                .filter(it -> !with.own().isShared(it))
                .forEach(it ->
                        TableSections.each(query(select, it), row -> with.out().item(RowJson.of(row))));
    }

    /** What keeps the claimant from being erased, or did, and who lifted it. */
    void holds() {
        with.out().section(Section.HOLDS);
        ofSubject("select * from record_legal_hold" + OF_SUBJECT + " order by set_at, hold_id", row -> with.out()
                .item(RowJson.of(row)));
        ofSubject(
                "select lifted_id, insurer, lifted_by, lifted_at from record_protection_lifted" + OF_SUBJECT
                        + " order by lifted_at, lifted_id",
                row -> with.out().item(RowJson.of(row)));
    }

    /** Who asked for the claimant to be erased; what was carried out leaves only its receipt. */
    void erasures() {
        with.out().section(Section.ERASURES);
        ofSubject(
                "select erasure_id, insurer, reason, asked_by, asked_at, expires_at, state, decided_by, decided_at"
                        + " from record_erasure" + OF_SUBJECT + " order by asked_at, erasure_id",
                row -> with.out().item(RowJson.of(row)));
    }

    void batchLines() {
        with.out().section(Section.BATCH_LINES);
        ofClaims(
                "select l.insurer, l.claim_id, l.revision, l.batch_id, l.line, b.begun_at, b.actor"
                        + " from record_batch_line l join record_batch b on b.batch_id = l.batch_id"
                        + " where l.insurer = :insurer and l.claim_id = :claim order by b.begun_at, l.line",
                "begun_at",
                row -> with.out().item(RowJson.of(row)));
    }

    void reasonsShown() {
        with.out().section(Section.REASONS_SHOWN);
        ofClaims(
                "select s.insurer, s.claim_id, s.revision, r.score_id, r.actor, r.shown_at, r.complete"
                        + " from record_reasons_shown r join view_score s on s.score_id = r.score_id"
                        + " where s.insurer = :insurer and s.claim_id = :claim order by r.shown_at",
                "shown_at",
                row -> with.out().item(RowJson.of(row)));
    }

    /** Messages about the claimant's revisions. */
    void deliveries() {
        with.out().section(Section.DELIVERIES);
        TableSections.each(
                with.handle()
                        .createQuery("select d.delivery_id, d.kind, d.state, d.attempts, d.created_at, d.attempted_at,"
                                + " w.url, d.body from record_webhook_delivery d"
                                + " join record_webhook w on w.webhook_id = d.webhook_id"
                                + " where w.insurer is null or w.insurer = :insurer order by d.delivery_id")
                        .bind("insurer", with.own().subject().insurer()),
                row -> {
                    JsonNode data =
                            EventJson.parse(TableSections.text(row, "body")).path("data");
                    @Nullable
                    Integer revision = data.path("revision").isInt()
                            ? data.path("revision").asInt()
                            : null;
                    if (with.own()
                            .concerns(
                                    data.path("insurer").asText(),
                                    data.path("claimId").asText(),
                                    revision,
                                    row.getObject("created_at", OffsetDateTime.class)
                                            .toInstant())) {
                        with.out().item(TableSections.parsed(RowJson.of(row), "body"));
                    }
                });
    }

    /** What the audit trail tells of the claims, what was said of them, and of the claimant. */
    void audit() {
        with.out().section(Section.AUDIT);
        AuditAddresses addresses = new AuditAddresses(with.handle(), with.own());
        audit(addresses.ofSubject(resource(with.own().subject())), row -> true);
        for (ClaimKey claim : with.own().claims()) {
            audit(addresses.ofRevisions(claim), row -> true);
            audit(addresses.ofClaim(claim), row -> with.own()
                    .concerns(
                            claim.insurer(),
                            claim.claimId(),
                            null,
                            row.getObject("at", OffsetDateTime.class).toInstant()));
        }
    }

    private void audit(List<String> resources, RowTest isOwn) {
        for (int from = 0; from < resources.size(); from += AT_ONCE) {
            TableSections.each(
                    with.handle()
                            .createQuery(
                                    "select audit_id, at, actor, action, resource, outcome, before_state, after_state"
                                            + " from record_audit where resource in (<resources>) order by audit_id")
                            .bindList("resources", resources.subList(from, Math.min(resources.size(), from + AT_ONCE))),
                    row -> {
                        if (isOwn.holds(row)) {
                            with.out()
                                    .item(TableSections.parsed(
                                            TableSections.parsed(RowJson.of(row), "beforeState"), "afterState"));
                        }
                    });
        }
    }

    /** Rows of the claims with the columns insurer, claim_id and revision, as far as they are about the claimant. */
    private void ofClaims(String sql, String at, TableSections.RowTaker rows) {
        with.own()
                .claims()
                .forEach(it -> TableSections.each(query(sql, it), row -> {
                    if (TableSections.concerns(with.own(), row, at)) {
                        rows.take(row);
                    }
                }));
    }

    private void ofSubject(String sql, TableSections.RowTaker rows) {
        Subject subject = with.own().subject();
        TableSections.each(
                with.handle()
                        .createQuery(sql)
                        .bind("insurer", subject.insurer())
                        .bind("claimant", subject.pseudonym()),
                rows);
    }

    private Query query(String sql, ClaimKey claim) {
        return with.handle().createQuery(sql).bind("insurer", claim.insurer()).bind("claim", claim.claimId());
    }

    private interface RowTest {
        boolean holds(ResultSet row) throws SQLException;
    }
}
