package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.platform.seal.Subject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who is known. */
final class SubjectTable {

    private SubjectTable() {}

    /** The claimant of the newest accepted revision of a claim; empty when the read model knows none. */
    static Optional<Subject> ofClaim(Handle handle, ClaimKey claim) {
        return handle.createQuery(
                        "select claimant from view_claim_revision where insurer = :insurer and claim_id = :claim"
                                + " and claimant is not null order by revision desc limit 1")
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
                || exists(handle, "view_erasure where insurer = :insurer and claimant = :subject", subject);
    }

    /** Number of the receipt and time of an erasure, the last one; empty for whoever was not erased. */
    static Optional<ObjectNode> erasure(Handle handle, Subject subject) {
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
