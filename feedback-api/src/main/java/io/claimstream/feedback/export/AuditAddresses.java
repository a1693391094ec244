package io.claimstream.feedback.export;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.platform.seal.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The addresses under which the audit trail tells of a claimant. Not thread-safe. */
final class AuditAddresses {

    private static final String OF_CLAIM = " where t.insurer = :insurer and t.claim_id = :claim";

    /** For each: the id, the revision where it has one, and when it was made. */
    private static final List<Addressed> OF_REVISIONS = List.of(
            new Addressed("/v1/feedback/", "select feedback_id, revision, recorded_at from view_feedback t"),
            new Addressed("/v1/scores/", "select score_id, revision, scored_at from view_score t"),
            new Addressed("/v1/scores/", "select rescore_id, revision, requested_at from view_rescore_request t"),
            new Addressed(
                    "/v1/approvals/",
                    "select t.approval_id, s.revision, t.asked_at from record_approval t"
                            + " left join view_score s on s.score_id = t.score_id"),
            new Addressed("/v1/contests/", "select contest_id, revision, opened_at from record_contest t"),
            new Addressed(
                    "/v1/rejections/",
                    "select concat(submitted_partition, '-', submitted_offset, '/contents'), revision, rejected_at"
                            + " from view_rejection t"),
            new Addressed("/v1/dead-letters/", ofLetter("/contents")),
            new Addressed("/v1/dead-letters/", ofLetter("/replay")));

    private final Handle handle;
    private final OwnRevisions own;

    AuditAddresses(Handle handle, OwnRevisions own) {
        this.handle = handle;
        this.own = own;
    }

    private record Addressed(String address, String select) {}

    private static String ofLetter(String what) {
        return "select concat(letter_partition, '-', letter_offset, '" + what
                + "'), revision, died_at from view_letter t";
    }

    /** Of the claimant: exports, erasures and holds. */
    List<String> ofSubject(String resource) {
        List<String> addresses = new ArrayList<>();
        addresses.add(resource);
        addresses.addAll(ids("select erasure_id from record_erasure", "/v1/privacy/erasures/"));
        addresses.addAll(ids("select hold_id from record_legal_hold", "/v1/privacy/holds/"));
        return addresses;
    }

    private List<String> ids(String select, String address) {
        Subject subject = own.subject();
        return handle.createQuery(select + " where insurer = :insurer and claimant = :claimant")
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .mapTo(String.class)
                .map(it -> address + it)
                .list();
    }

    /** Of what was made of, or said on, revisions that name the claimant. */
    List<String> ofRevisions(ClaimKey claim) {
        List<String> addresses = new ArrayList<>();
        for (Addressed addressed : OF_REVISIONS) {
            handle.createQuery(addressed.select() + OF_CLAIM)
                    .bind("insurer", claim.insurer())
                    .bind("claim", claim.claimId())
                    .map((row, context) -> isOwn(claim, row) ? addressed.address() + row.getString(1) : "")
                    .filter(it -> !it.isEmpty())
                    .forEach(addresses::add);
        }
        return addresses;
    }

    private boolean isOwn(ClaimKey claim, ResultSet row) throws SQLException {
        int number = row.getInt(2);
        @Nullable Integer revision = row.wasNull() ? null : Integer.valueOf(number);
        return own.concerns(
                claim.insurer(),
                claim.claimId(),
                revision,
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    /** Of a claim as a whole. */
    List<String> ofClaim(ClaimKey claim) {
        String path = claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
        return List.of("/v1/queue/" + path, "/v1/claims/" + path);
    }
}
