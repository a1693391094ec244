package io.claimstream.domain.claim;

import io.claimstream.domain.claim.Pseudonymiser.Kind;
import io.claimstream.event.ClaimSubmitted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The references of a claim.
 *
 * @param provider empty when the claim names none, or a blank one
 */
public record References(Reference policy, Reference claimant, Optional<Reference> provider) {

    /** Those of a submitted claim, valid or not. */
    public static References of(ClaimSubmitted claim) {
        String insurer = claim.getInsurer();
        return new References(
                new Reference(Kind.POLICY, insurer, claim.getPolicy()),
                new Reference(Kind.CLAIMANT, insurer, claim.getClaimant()),
                claim.getProvider().filter(it -> !it.isBlank()).map(it -> new Reference(Kind.PROVIDER, insurer, it)));
    }

    /** All of them: two or three. */
    public List<Reference> all() {
        return Stream.concat(Stream.of(policy, claimant), provider.stream()).toList();
    }
}
