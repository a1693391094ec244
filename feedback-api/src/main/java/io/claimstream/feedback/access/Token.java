package io.claimstream.feedback.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A text that lets its holder in: a prefix that tells what it is, and 256 random bits in base64url. It never appears in {@link #toString}.
 *
 * @param text the token itself: a secret
 */
public record Token(String text) {

    private static final int RANDOM_BYTES = 32;
    private static final int ID_CHARACTERS = 12;

    public static Token random(String prefix) {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256 of the text, lower-case hexadecimal. Enough for 256 random bits, where a slow password hash would only cost. */
    public String hash() {
        return sha256(text);
    }

    /** The first digits of the hash, which name the token without giving it away. */
    public String shortHash() {
        return hash().substring(0, ID_CHARACTERS);
    }

    /** Another secret that follows from this one, for a purpose; from it nobody finds this one. */
    public String derived(String purpose) {
        return sha256(purpose + ":" + text);
    }

    /** Whether two texts are the same; takes as long for a near miss as for a far one. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Token[" + shortHash() + "]";
    }
}
