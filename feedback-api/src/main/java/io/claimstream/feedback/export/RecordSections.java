package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.json.EventJson;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/** What no topic holds: who worked on claims, who looked, what was sent. Rows are written as they are read. Not thread-safe. */
final class RecordSections {

    private static final int AT_ONCE = 500;
    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";

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
        ofClaims("select * from record_approval" + OF_CLAIM + " and subject = 'DECISION' order by asked_at", row -> {
            ObjectNode json = RowJson.of(row);
            json.remove(List.of("noteKeyId", "noteCiphertext", "subject"));
            with.opener().note(NoteColumns.of(row), json);
            with.out().item(json);
        });
    }

    void contests() {
        with.out().section(Section.CONTESTS);
        ofClaims("select * from record_contest" + OF_CLAIM + " order by opened_at", row -> {
            ObjectNode json = RowJson.of(row);
            json.remove(List.of("openScoreId", "reviewerPerson", "version"));
            ArrayNode texts = json.putArray("texts");
            TableSections.each(
                    with.handle()
                            .createQuery(
                                    "select * from record_contest_text where contest_id = :contest order by number")
                            .bind("contest", TableSections.text(row, "contest_id")),
                    text -> texts.add(contestText(text)));
            with.out().item(json);
        });
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

    void samples() {
        with.out().section(Section.SAMPLES);
        ofClaims("select * from record_review_sample" + OF_CLAIM, row -> with.out()
                .item(RowJson.of(row)));
    }

    void assignments() {
        with.out().section(Section.ASSIGNMENTS);
        ofClaims("select insurer, claim_id, assignee, leased_until from record_assignment" + OF_CLAIM, row -> with.out()
                .item(RowJson.of(row)));
    }

    void batchLines() {
        with.out().section(Section.BATCH_LINES);
        ofClaims(
                "select l.insurer, l.claim_id, l.revision, l.batch_id, l.line, b.begun_at, b.actor"
                        + " from record_batch_line l join record_batch b on b.batch_id = l.batch_id"
                        + " where l.insurer = :insurer and l.claim_id = :claim order by b.begun_at, l.line",
                row -> with.out().item(RowJson.of(row)));
    }

    void reasonsShown() {
        with.out().section(Section.REASONS_SHOWN);
        ofClaims(
                "select s.insurer, s.claim_id, s.revision, r.score_id, r.actor, r.shown_at, r.complete"
                        + " from record_reasons_shown r join view_score s on s.score_id = r.score_id"
                        + " where s.insurer = :insurer and s.claim_id = :claim order by r.shown_at",
                row -> with.out().item(RowJson.of(row)));
    }

    /** Messages whose claim is one of the claimant's. */
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
                    if (with.own()
                            .hasClaim(
                                    data.path("insurer").asText(),
                                    data.path("claimId").asText())) {
                        with.out().item(TableSections.parsed(RowJson.of(row), "body"));
                    }
                });
    }

    /** What the audit trail tells of the claims, what was said of them, and of the claimant. */
    void audit() {
        with.out().section(Section.AUDIT);
        Set<String> resources = new LinkedHashSet<>();
        resources.add(resource(with.own().subject()));
        for (ClaimKey claim : with.own().claims()) {
            String path = claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
            resources.add("/v1/queue/" + path);
            resources.add("/v1/claims/" + path);
            ids("select feedback_id from view_feedback" + OF_CLAIM, claim, "/v1/feedback/", resources);
            ids("select score_id from view_score" + OF_CLAIM, claim, "/v1/scores/", resources);
            ids("select rescore_id from view_rescore_request" + OF_CLAIM, claim, "/v1/scores/", resources);
            ids("select approval_id from record_approval" + OF_CLAIM, claim, "/v1/approvals/", resources);
            if (resources.size() > AT_ONCE) {
                audit(resources);
                resources.clear();
            }
        }
        audit(resources);
    }

    private void ids(String sql, ClaimKey claim, String address, Set<String> resources) {
        resources.addAll(
                query(sql, claim).mapTo(String.class).map(it -> address + it).list());
    }

    private void audit(Set<String> resources) {
        List<String> all = new ArrayList<>(resources);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            TableSections.each(
                    with.handle()
                            .createQuery(
                                    "select audit_id, at, actor, action, resource, outcome, before_state, after_state"
                                            + " from record_audit where resource in (<resources>) order by audit_id")
                            .bindList("resources", all.subList(from, Math.min(all.size(), from + AT_ONCE))),
                    row -> with.out()
                            .item(TableSections.parsed(
                                    TableSections.parsed(RowJson.of(row), "beforeState"), "afterState")));
        }
    }

    private void ofClaims(String sql, TableSections.RowTaker rows) {
        with.own().claims().forEach(it -> TableSections.each(query(sql, it), rows));
    }

    private Query query(String sql, ClaimKey claim) {
        return with.handle().createQuery(sql).bind("insurer", claim.insurer()).bind("claim", claim.claimId());
    }
}
