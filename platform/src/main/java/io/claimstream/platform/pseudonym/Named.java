package io.claimstream.platform.pseudonym;

/**
 * Somebody or something that a claim names. {@link #toString} does not tell the reference.
 *
 * @param kind what it is, at most 20 characters
 * @param insurer insurer whose claim it is
 * @param reference as the claim says it; never stored
 */
public record Named(String kind, String insurer, String reference) {

    @Override
    public String toString() {
        return kind + " of " + insurer;
    }
}
