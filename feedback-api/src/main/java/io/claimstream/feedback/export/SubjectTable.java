package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.platform.seal.Subject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who is known. */
final class SubjectTable {

    private static final String ERASED = "select e.claimant from record_erased_claim c join record_erasure e on"
            + " e.erasure_id = c.erasure_id where c.insurer = :insurer and c.claim_id = :claim"
            + " order by c.revision desc, e.receipt desc limit 1";

    /** What came after an erasure names nobody, as when somebody is asked to be erased. */
    private static final String NEWEST = "select claimant from view_claim_revision where insurer = :insurer"
            + " and claim_id = :claim and accepted = true and claimant is not null and claimant not like 'erased-%'"
            + " order by revision desc limit 1";

    private SubjectTable() {}

    /** The claimant of the newest accepted revision of a claim; of one that no view knows, who was erased with it last; empty when nobody is known. */
    static Optional<Subject> ofClaim(Handle handle, ClaimKey claim) {
        return claimant(handle, NEWEST, claim).or(() -> claimant(handle, ERASED, claim));
    }

    private static Optional<Subject> claimant(Handle handle, String sql, ClaimKey claim) {
        return handle.createQuery(sql)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .findOne()
                .map(it -> new Subject(claim.insurer(), it));
    }

    /** Whether anything is held on somebody of that pseudonym, or was erased. */
    static boolean isKnown(Handle handle, Subject subject) {
        return exists(handle, "view_claim_revision where insurer = :insurer and claimant = :subject", subject)
                || exists(handle, "record_subject_key where insurer = :insurer and subject = :subject", subject)
                || exists(handle, "record_erasure where insurer = :insurer and claimant = :subject", subject)
                || exists(handle, "record_legal_hold where insurer = :insurer and claimant = :subject", subject)
                || exists(handle, "view_erasure where insurer = :insurer and claimant = :subject", subject);
    }

    /**
     * Number of the receipt and time of an erasure, the last one; empty for whoever was not erased. One that is under way counts as soon as claims are answered with its receipt.
     */
    static Optional<ObjectNode> erasure(Handle handle, Subject subject) {
        return told(handle, subject).or(() -> handle.createQuery(
                        "select c.receipt, e.decided_at as erased_at from record_erasure e join record_erased_claim c"
                                + " on c.erasure_id = e.erasure_id where e.insurer = :insurer and e.claimant = :subject"
                                + " order by e.decided_at desc limit 1")
                .bind("insurer", subject.insurer())
                .bind("subject", subject.pseudonym())
                .map((row, context) -> RowJson.of(row))
                .findOne());
    }

    private static Optional<ObjectNode> told(Handle handle, Subject subject) {
        return handle.createQuery("select receipt, erased_at from view_erasure where insurer = :insurer"
                        + " and claimant = :subject order by record_offset desc limit 1")
                .bind("insurer", subject.insurer())
                .bind("subject", subject.pseudonym())
                .map((row, context) -> RowJson.of(row))
                .findOne();
    }

    private static boolean exists(Handle handle, String from, Subject subject) {
        return handle.createQuery("select 1 from " + from + " limit 1")
                .bind("insurer", subject.insurer())
                .bind("subject", subject.pseudonym())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
