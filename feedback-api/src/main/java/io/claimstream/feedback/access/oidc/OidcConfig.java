package io.claimstream.feedback.access.oidc;

import java.net.URI;

/**
 * Whose tokens are taken, and what they say of a person.
 *
 * @param issuer the identity provider, as it stands in {@code iss}
 * @param audience what the tokens are for, as it stands in {@code aud}
 * @param jwks where the provider's public keys are
 * @param roleClaim claim with a person's role, or roles of which we know exactly one; dots lead into objects
 * @param insurerClaim claim with the insurer that the person is let in for; {@value #ALL} when no token says one and everybody serves all
 */
public record OidcConfig(String issuer, String audience, URI jwks, String roleClaim, String insurerClaim) {

    /** As the value of the insurer's claim: all insurers. */
    public static final String ALL = "*";
}
