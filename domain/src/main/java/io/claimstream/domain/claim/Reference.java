package io.claimstream.domain.claim;

import io.claimstream.domain.claim.Pseudonymiser.Kind;

/**
 * What a claim calls a policy, a person or a provider. It never leaves ingest, and {@link #toString} does not tell it.
 *
 * @param kind what it names
 * @param insurer the insurer whose claim it is: the same reference at another one names somebody else
 * @param value as submitted
 */
public record Reference(Kind kind, String insurer, String value) {

    @Override
    public String toString() {
        return kind + " of " + insurer;
    }
}
