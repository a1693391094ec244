package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Claims of claimants who were erased. Their rows stay in the views, since the topics that views are made from stay too; nobody is shown them. What says so is no view, so a rebuild
 * changes nothing. A claim that was corrected to somebody who is not erased is shown from that revision on. Thread-safe.
 *
 * @param jdbi the database
 */
public record ErasedClaims(Jdbi jdbi) {

    private static final String OF_CLAIM = " where insurer = :insurer and claim_id = :claim";
    private static final String RECEIPT =
            "select receipt from record_erased_claim" + OF_CLAIM + " order by revision desc, receipt desc limit 1";
    private static final String ANY =
            "select count(*) from (select 1 as one from record_erased_claim limit 1) as any_one";

    /** A revision n that names somebody, and neither it nor a later one is of an erased claimant. */
    private static final String NAMES_ANOTHER = "n.accepted = true and n.claimant is not null"
            + " and n.claimant not like 'erased-%%' and not exists (select 1 from record_erased_claim later"
            + " where later.insurer = n.insurer and later.claim_id = n.claim_id and later.revision >= n.revision)"
            + " and not exists (select 1 from view_claim_revision x where x.insurer = n.insurer"
            + " and x.claim_id = n.claim_id and x.revision >= n.revision and x.claimant like 'erased-%%')";

    private static final String FIRST = "select min(n.revision) from view_claim_revision n where n.insurer = :insurer"
            + " and n.claim_id = :claim and " + NAMES_ANOTHER.replace("%%", "%");

    private static final String NONE = "(not exists (select 1 from record_erased_claim e where e.insurer = %1$s.insurer"
            + " and e.claim_id = %1$s.claim_id) or exists (select 1 from view_claim_revision n"
            + " where n.insurer = %1$s.insurer and n.claim_id = %1$s.claim_id and " + NAMES_ANOTHER + "%2$s))";

    /** The receipt of a claim whose claimant is erased, as it is written; empty also for one that is shown from some revision on. */
    public Optional<String> receipt(ClaimKey claim) {
        return jdbi.withHandle(handle -> receipt(handle, claim, Integer.MAX_VALUE));
    }

    /** The receipt of an erasure that covers a revision, as it is written. */
    public Optional<String> receipt(ClaimKey claim, int revision) {
        return jdbi.withHandle(handle -> receipt(handle, claim, revision));
    }

    /** The number of a receipt as it is written: {@code ER-000042}. */
    public static String receiptText(long number) {
        return "ER-" + String.format(Locale.ROOT, "%06d", number);
    }

    private static Optional<String> receipt(Handle handle, ClaimKey claim, int revision) {
        return handle.createQuery(RECEIPT)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .findOne()
                .filter(it ->
                        first(handle, claim).filter(from -> from <= revision).isEmpty());
    }

    /** The first revision that is shown of a claim, of which some may be: 0 for all. */
    static int shownFrom(Handle handle, ClaimKey claim) {
        boolean isErased = handle.createQuery(RECEIPT)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .findOne()
                .isPresent();
        return isErased ? first(handle, claim).orElse(0) : 0;
    }

    private static Optional<Integer> first(Handle handle, ClaimKey claim) {
        return handle.createQuery(FIRST)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .map((row, context) -> Optional.ofNullable(row.getObject(1, Integer.class)))
                .one();
    }

    /** @throws ErasedClaimException when the claimant of the claim is erased */
    static void require(Handle handle, ClaimKey claim) {
        require(handle, claim, Integer.MAX_VALUE);
    }

    /** @throws ErasedClaimException when the claimant of the claim is erased, or that of the revision was */
    static void require(Handle handle, ClaimKey claim, int revision) {
        receipt(handle, claim, revision).ifPresent(it -> {
            throw new ErasedClaimException(it);
        });
    }

    /** Whether a revision is covered by an erasure. */
    public static boolean isErased(Handle handle, ClaimKey claim, int revision) {
        return receipt(handle, claim, revision).isPresent();
    }

    /** Whether there is any: lists are asked for them only then. */
    public static boolean isAny(Handle handle) {
        return handle.createQuery(ANY).mapTo(Long.class).one() > 0;
    }

    /**
     * The condition that leaves them out of a list of claims.
     *
     * @param table the table or its alias, with columns insurer and claim_id
     */
    static String none(String table) {
        return NONE.formatted(table, "");
    }

    /**
     * The condition that leaves them out of a list of what is of one revision each.
     *
     * @param table the table or its alias, with columns insurer, claim_id and revision
     */
    public static String noneOfRevision(String table) {
        return NONE.formatted(table, " and n.revision <= " + table + ".revision");
    }
}
