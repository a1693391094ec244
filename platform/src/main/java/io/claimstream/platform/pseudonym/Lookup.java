package io.claimstream.platform.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a row is found by. A digest of the keyed digest, and not that itself: where pseudonyms were computed once, the keyed digest is the pseudonym, and the mark of a destroyed
 * one must not tell it.
 */
final class Lookup {

    private static final byte[] PURPOSE = "claimstream pseudonym lookup".getBytes(StandardCharsets.UTF_8);
    private static final int BYTES = 18;

    private Lookup() {}

    /** 24 characters. */
    static String of(String keyedDigest) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(PURPOSE);
            byte[] hash = digest.digest(keyedDigest.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
