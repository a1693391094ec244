package io.claimstream.feedback.privacy;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table of what is not shown of claims, as an erasure writes it. The projection of claims writes there what comes later. */
final class ErasedClaimTable {

    private static final String LAST = "(select max(r.revision) from view_claim_revision r"
            + " where r.insurer = record_erased_claim.insurer and r.claim_id = record_erased_claim.claim_id"
            + " and r.accepted = true and r.claimant = :claimant)";
    private static final String INSERT =
            "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                    + " select r.insurer, r.claim_id, cast(:id as varchar), cast(:receipt as varchar), max(r.revision)"
                    + " from view_claim_revision r where r.insurer = :insurer and r.claimant = :claimant and r.accepted = true"
                    + " and not exists (select 1 from record_erased_claim e where e.insurer = r.insurer"
                    + " and e.claim_id = r.claim_id and e.erasure_id = :id) group by r.insurer, r.claim_id";
    private static final String RAISE = "update record_erased_claim set is_corrected = false, revision = " + LAST
            + " where erasure_id = :id and revision < " + LAST;
    private static final String CORRECTED = "update record_erased_claim set is_corrected = true where erasure_id = :id"
            + " and is_corrected = false and exists (select 1 from view_claim_revision n"
            + " where n.insurer = record_erased_claim.insurer and n.claim_id = record_erased_claim.claim_id"
            + " and n.revision > record_erased_claim.revision and n.accepted = true and n.claimant is not null"
            + " and n.claimant not like 'erased-%')";

    private ErasedClaimTable() {}

    /** A claim that came late. */
    record Late(String insurer, String claimId, int revision) {}

    /** Marks every claim that ever named the claimant, up to the last revision that does. */
    static void mark(Handle handle, Erasure erasure) {
        handle.createUpdate(INSERT)
                .bind("id", erasure.erasureId())
                .bind("receipt", erasure.receiptText())
                .bind("insurer", erasure.subject().insurer())
                .bind("claimant", erasure.subject().pseudonym())
                .execute();
        handle.createUpdate(RAISE)
                .bind("id", erasure.erasureId())
                .bind("claimant", erasure.subject().pseudonym())
                .execute();
        handle.createUpdate(CORRECTED).bind("id", erasure.erasureId()).execute();
    }

    /** Claims of an erasure that were the claimant's to the end, in order. */
    static List<String> claims(Handle handle, Erasure erasure) {
        return handle.createQuery("select claim_id from record_erased_claim where erasure_id = :id"
                        + " and is_corrected = false order by claim_id")
                .bind("id", erasure.erasureId())
                .mapTo(String.class)
                .list();
    }

    /** Every claim of an erasure, those that were corrected to somebody else included, in order. */
    static List<String> every(Handle handle, Erasure erasure) {
        return handle.createQuery("select claim_id from record_erased_claim where erasure_id = :id order by claim_id")
                .bind("id", erasure.erasureId())
                .mapTo(String.class)
                .list();
    }

    /** Erasures that are done and have claims that came late. */
    static List<Erasure> late(Handle handle) {
        return handle
                .createQuery(
                        "select distinct m.erasure_id from record_erased_claim m join record_erasure e"
                                + " on e.erasure_id = m.erasure_id where m.is_late = true and e.state = 'DONE' order by m.erasure_id")
                .mapTo(String.class)
                .list()
                .stream()
                .flatMap(it -> ErasureTable.find(handle, it).stream())
                .toList();
    }

    static List<Late> late(Handle handle, Erasure erasure) {
        return handle.createQuery(
                        "select insurer, claim_id, revision from record_erased_claim where erasure_id = :id and is_late = true")
                .bind("id", erasure.erasureId())
                .map((row, context) -> new Late(
                        ErasureTable.text(row, "insurer"), ErasureTable.text(row, "claim_id"), row.getInt("revision")))
                .list();
    }

    /** These were looked at; what came since stays late. */
    static void seen(Handle handle, Erasure erasure, List<Late> late) {
        late.forEach(it -> handle.createUpdate("update record_erased_claim set is_late = false where insurer = :insurer"
                        + " and claim_id = :claim and erasure_id = :id and revision = :revision")
                .bind("insurer", it.insurer())
                .bind("claim", it.claimId())
                .bind("id", erasure.erasureId())
                .bind("revision", it.revision())
                .execute());
    }
}
