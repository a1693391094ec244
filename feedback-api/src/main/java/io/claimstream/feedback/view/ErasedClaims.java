package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Claims of claimants who were erased. Their rows stay in the views, since the topics that views are made from stay too; nobody is shown them. What says so is no view, so a rebuild
 * changes nothing. Thread-safe.
 *
 * @param jdbi the database
 */
public record ErasedClaims(Jdbi jdbi) {

    private static final String RECEIPT =
            "select receipt from record_erased_claim where insurer = :insurer and claim_id = :claim";
    private static final String ANY =
            "select count(*) from (select 1 as one from record_erased_claim limit 1) as any_one";

    /** The receipt of a claim whose claimant is erased, as it is written. */
    public Optional<String> receipt(ClaimKey claim) {
        return jdbi.withHandle(handle -> receipt(handle, claim));
    }

    static Optional<String> receipt(Handle handle, ClaimKey claim) {
        return handle.createQuery(RECEIPT)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .findOne();
    }

    /** @throws ErasedClaimException when the claimant of the claim is erased */
    static void require(Handle handle, ClaimKey claim) {
        receipt(handle, claim).ifPresent(it -> {
            throw new ErasedClaimException(it);
        });
    }

    /** Whether there is any: lists are asked for them only then. */
    static boolean isAny(Handle handle) {
        return handle.createQuery(ANY).mapTo(Long.class).one() > 0;
    }

    /**
     * The condition that leaves them out of a list.
     *
     * @param table the table or its alias, with columns insurer and claim_id
     */
    static String none(String table) {
        return "not exists (select 1 from record_erased_claim e where e.insurer = " + table
                + ".insurer and e.claim_id = " + table + ".claim_id)";
    }
}
