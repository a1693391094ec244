package io.claimstream.platform.seal;

/**
 * Whom sealed data is about.
 *
 * @param insurer insurer
 * @param pseudonym pseudonym of the claimant, scoped by insurer
 */
public record Subject(String insurer, String pseudonym) {

    private static final String ERASED = "erased-";

    /** Whether a claim came after its claimant had been erased, so that its pseudonym is of that claim alone: nothing is sealed for it, and no key is made. */
    public boolean isErased() {
        return pseudonym.startsWith(ERASED);
    }
}
