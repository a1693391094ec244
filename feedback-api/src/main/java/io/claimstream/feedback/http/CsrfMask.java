package io.claimstream.feedback.http;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Puts the token of a session on a page so that it looks different each time. Pages are compressed and repeat what stands in their address: without this, how
 * well they can be compressed would give the token away, character by character.
 */
public final class CsrfMask {

    private static final SecureRandom CHANCE = new SecureRandom();
    private static final String BETWEEN = ".";

    private CsrfMask() {}

    /** The token in another guise. */
    public static String mask(String token) {
        byte[] plain = token.getBytes(StandardCharsets.UTF_8);
        byte[] mask = new byte[plain.length];
        CHANCE.nextBytes(mask);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(mask) + BETWEEN + base64.encodeToString(mixed(plain, mask));
    }

    /** The token of a text that {@link #mask} made; empty for any other text. */
    static Optional<String> unmask(String text) {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            return Optional.empty();
        }
        try {
            byte[] mask = Base64.getUrlDecoder().decode(text.substring(0, between));
            byte[] mixed = Base64.getUrlDecoder().decode(text.substring(between + 1));
            return mask.length == mixed.length
                    ? Optional.of(new String(mixed(mixed, mask), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] mixed(byte[] one, byte[] other) {
        byte[] mixed = new byte[one.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (one[i] ^ other[i]);
        }
        return mixed;
    }
}
