package io.claimstream.domain.claim;

import java.util.Optional;

/**
 * What stands for a reference.
 *
 * @param text the pseudonym; empty once it was destroyed, after which nothing tells it any more
 * @param keyId names the key under which it was first made; the same ever after
 */
public record Pseudonym(Optional<String> text, String keyId) {

    private static final String ERASED = "erased-";

    /**
     * What a claim says in place of the reference: the pseudonym, or a text that joins nothing but the revisions of this one claim. That follows from the
     * claim's own identity, so that a replay gives it again.
     *
     * @param reference what the claim says
     * @param claimId identity of the claim at the insurer of the reference
     */
    public String in(String claimId, Reference reference) {
        return text.orElseGet(() ->
                ERASED + Digests.base32(Digests.sha256(ERASED, reference.kind().name(), reference.insurer(), claimId)));
    }

    /** Whether a pseudonym of an accepted claim is that of somebody who had been erased by then. */
    public static boolean isOfErased(String pseudonym) {
        return pseudonym.startsWith(ERASED);
    }
}
