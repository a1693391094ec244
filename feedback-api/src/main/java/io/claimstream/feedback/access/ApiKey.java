package io.claimstream.feedback.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An API key as a caller presents it: {@code cs_} and 256 random bits in base64url. Its text never appears in {@link #toString}.
 *
 * @param text the key itself: a secret
 */
record ApiKey(String text) {

    private static final String PREFIX = "cs_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("cs_[A-Za-z0-9_-]{43}");
    private static final int ID_CHARACTERS = 12;

    static ApiKey random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static boolean hasForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** SHA-256 of the text, lower-case hexadecimal. Enough for 256 random bits, where a slow password hash would only cost. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Names the key without giving it away; the first digits of its hash. */
    String id() {
        return "k_" + hash().substring(0, ID_CHARACTERS);
    }

    /** Whether this key has a hash; takes as long for a near miss as for a far one. */
    boolean hasHash(String expected) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ApiKey[" + id() + "]";
    }
}
