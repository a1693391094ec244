package io.claimstream.domain.claim;

import java.util.regex.Pattern;

/**
 * Identity of a claim and, as text, the Kafka key of every claim topic. The character sets keep the separator and control
 * characters out, so that two claims never share a key.
 *
 * @param insurer 1 to 64 ASCII letters, digits, {@code . _ -}; the first is a letter or digit
 * @param claimId 1 to 128 ASCII letters, digits, {@code . _ : / -}; the first is a letter or digit
 */
public record ClaimKey(String insurer, String claimId) {

    /** The form of an insurer, for people. */
    public static final String INSURER_FORM = "1 to 64 letters, digits or . _ - beginning with a letter or digit";

    /** The form of a claim id, for people. */
    public static final String CLAIM_ID_FORM = "1 to 128 letters, digits or . _ : / - beginning with a letter or digit";

    /** The form of an insurer as a regular expression of the whole text. */
    public static final String INSURER_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    /** The form of a claim id as a regular expression of the whole text. */
    public static final String CLAIM_ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$";

    private static final Pattern INSURER = Pattern.compile(INSURER_PATTERN);
    private static final Pattern CLAIM_ID = Pattern.compile(CLAIM_ID_PATTERN);

    public ClaimKey {
        if (!isInsurer(insurer)) {
            throw new IllegalArgumentException("Expected an insurer of " + INSURER_FORM);
        }
        if (!isClaimId(claimId)) {
            throw new IllegalArgumentException("Expected a claim id of " + CLAIM_ID_FORM);
        }
    }

    /** Whether a text is a well-formed insurer. */
    public static boolean isInsurer(String text) {
        return INSURER.matcher(text).matches();
    }

    /** Whether a text is a well-formed claim id. */
    public static boolean isClaimId(String text) {
        return CLAIM_ID.matcher(text).matches();
    }

    /**
     * The key text of any submitted identity, well formed or not: a rejected claim needs a key too. A malformed identity
     * gives {@code !|} and a hash, which no well-formed one can give.
     */
    public static String textOf(String insurer, String claimId) {
        return isInsurer(insurer) && isClaimId(claimId)
                ? insurer + "|" + claimId
                : "!|" + Digests.base32(Digests.sha256(insurer, claimId));
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException if the text is not a claim key
     */
    public static ClaimKey parse(String text) {
        int separator = text.indexOf('|');
        if (separator < 0) {
            throw new IllegalArgumentException("Expected insurer|claimId, but there is no separator");
        }
        return new ClaimKey(text.substring(0, separator), text.substring(separator + 1));
    }

    /** {@code insurer|claimId}. */
    public String text() {
        return insurer + "|" + claimId;
    }
}
