package io.claimstream.domain.privacy;

import java.time.Instant;

/**
 * The erasure of a claimant.
 *
 * @param offset where it stands on privacy.erasures.v1, whose only partition is in the order of the erasures
 * @param receipt number of the receipt
 * @param at when the key was destroyed
 */
public record Erasure(long offset, String receipt, Instant at) {

    /** What is answered in place of anything of the claimant. */
    public String text() {
        return "erased, receipt " + receipt;
    }
}
