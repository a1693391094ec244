package io.claimstream.feedback.access.oidc;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Whose tokens are taken, and what they say of a person.
 *
 * @param issuer the identity provider, as it stands in {@code iss}
 * @param audience what the tokens are for, as it stands in {@code aud}
 * @param jwks where the provider's public keys are
 * @param algorithms by which the tokens may be signed; some of {@link #ALGORITHMS}
 * @param roleClaim claim with a person's role, or roles of which we know exactly one; dots lead into objects
 * @param insurerClaim claim with the insurer that the person is let in for; {@value #ALL} when no token says one and everybody serves all
 */
public record OidcConfig(
        String issuer, String audience, URI jwks, Set<String> algorithms, String roleClaim, String insurerClaim) {

    /** As the value of the insurer's claim: all insurers. */
    public static final String ALL = "*";

    /** Algorithms by which a token can be signed: asymmetric ones whose keys the platform reads (RFC 7518). EdDSA is none of them. */
    public static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /**
     * A checked configuration.
     *
     * @throws IllegalArgumentException when no algorithm is named, or one that is not taken
     */
    public OidcConfig {
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("Expected some of " + ALGORITHMS + ", but got " + algorithms + ".");
        }
    }
}
