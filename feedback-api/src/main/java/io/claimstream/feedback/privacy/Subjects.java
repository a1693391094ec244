package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.platform.seal.Subject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the read model knows of claimants. A claim is that of whom its newest accepted revision names, but for what came after an erasure, which names nobody. */
final class Subjects {

    private static final String NAMES =
            " and accepted = true and claimant is not null and claimant not like 'erased-%'";
    private static final String NEWEST = "select claimant from view_claim_revision where insurer = :insurer"
            + " and claim_id = :claim" + NAMES + " order by revision desc limit 1";
    private static final String OWN = " from view_claim_revision r"
            + " where r.insurer = :insurer and r.claimant = :claimant and not exists (select 1 from view_claim_revision n"
            + " where n.insurer = r.insurer and n.claim_id = r.claim_id and n.revision > r.revision"
            + " and n.accepted = true and n.claimant is not null and n.claimant <> r.claimant"
            + " and n.claimant not like 'erased-%')";
    private static final String CLAIMS = "select distinct r.claim_id" + OWN + " order by r.claim_id";
    private static final String OTHERS = "select distinct o.claimant from view_claim_revision o"
            + " where o.insurer = :insurer and o.accepted = true and o.claimant is not null and o.claimant <> :claimant"
            + " and o.claimant not like 'erased-%' and o.claim_id in (select r.claim_id" + OWN
            + ") order by o.claimant";
    private static final String CURRENCIES = "select distinct currency from view_claim_revision"
            + " where insurer = :insurer and claimant = :claimant and currency is not null order by currency";
    private static final String KNOWN = "select count(*) from (select 1 as one from view_claim_revision"
            + " where insurer = :insurer and claimant = :claimant"
            + " union all select 1 as one from record_pseudonym where insurer = :insurer and pseudonym = :claimant and kind = 'CLAIMANT'"
            + " union all select 1 as one from record_subject_key where insurer = :insurer and subject = :claimant) as known";
    private static final String LAST = "select max(at) from ("
            + "select max(r.submitted_at) as at from view_claim_revision r where r.insurer = :insurer and r.claimant = :claimant"
            + " union all select max(f.recorded_at) as at from view_claim_revision r join view_feedback f"
            + " on f.insurer = r.insurer and f.claim_id = r.claim_id where r.insurer = :insurer and r.claimant = :claimant"
            + ") as last";

    private Subjects() {}

    /** The claimant of a claim; empty when none was accepted. */
    static Optional<Subject> of(Handle handle, ClaimKey claim) {
        return handle.createQuery(NEWEST)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .findOne()
                .map(it -> new Subject(claim.insurer(), it));
    }

    /** Ids of the claims of a claimant, in order. */
    static List<String> claims(Handle handle, Subject subject) {
        return handle.createQuery(CLAIMS)
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .mapTo(String.class)
                .list();
    }

    /** Whom earlier revisions of the claims of a claimant name, whose records are cleaned with them. */
    static List<Subject> others(Handle handle, Subject subject) {
        return handle
                .createQuery(OTHERS)
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .mapTo(String.class)
                .list()
                .stream()
                .map(it -> new Subject(subject.insurer(), it))
                .toList();
    }

    /** The currencies in which a claimant has had claims. */
    static List<String> currencies(Handle handle, Subject subject) {
        return handle.createQuery(CURRENCIES)
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .mapTo(String.class)
                .list();
    }

    /** Whether anything is known of a claimant. */
    static boolean isKnown(Handle handle, Subject subject) {
        return count(handle, subject, KNOWN) > 0;
    }

    /** Whether an accepted revision names a claimant. */
    static boolean isNamed(Handle handle, Subject subject) {
        return count(
                        handle,
                        subject,
                        "select count(*) from (select 1 as one from view_claim_revision"
                                + " where insurer = :insurer and claimant = :claimant and accepted = true limit 1) as named")
                > 0;
    }

    /** Adds how many keys of a claimant were destroyed, and how many marks stand for one that was never made. */
    static ObjectNode destroyedKeys(Handle handle, Subject subject, ObjectNode counts) {
        String of = "select count(*) from record_subject_key where insurer = :insurer and subject = :claimant and ";
        return counts.put("keys", count(handle, subject, of + "destroyed_at > created_at"))
                .put("keyMarks", count(handle, subject, of + "destroyed_at = created_at"));
    }

    private static long count(Handle handle, Subject subject, String sql) {
        return handle.createQuery(sql)
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .mapTo(Long.class)
                .one();
    }

    /** When the last revision or feedback of a claimant was recorded; empty when none is known. */
    static Optional<Instant> lastRecordedAt(Handle handle, Subject subject) {
        return handle.createQuery(LAST)
                .bind("insurer", subject.insurer())
                .bind("claimant", subject.pseudonym())
                .map((row, context) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .one()
                .map(OffsetDateTime::toInstant);
    }
}
