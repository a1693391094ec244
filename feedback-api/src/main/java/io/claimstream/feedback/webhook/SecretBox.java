package io.claimstream.feedback.webhook;

import io.claimstream.platform.secret.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the database keeps and nobody may read in it: AES-256-GCM, with a key beside the database. Instances that share a database share the
 * key. Thread-safe.
 */
public final class SecretBox {

    /** Name of the key among the secrets. */
    public static final String KEY = "webhooks.key";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom chance = new SecureRandom();

    private SecretBox(SecretKey key) {
        this.key = key;
    }

    /** The box of a key file, which is made when there is none. */
    public static SecretBox open(SecretFiles secrets) {
        return new SecretBox(new SecretKeySpec(secrets.randomKey(KEY, KEY_BYTES), "AES"));
    }

    /**
     * Encrypts a text.
     *
     * @param context what it belongs to; the same is needed to open it, so that it cannot be moved elsewhere
     */
    String seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, context, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /**
     * Decrypts a text.
     *
     * @throws IllegalStateException when it was sealed with another key, for something else, or changed since
     */
    String open(String sealed, String context) {
        byte[] all = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] text = run(Cipher.DECRYPT_MODE, nonce, context, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, String context, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Expected a secret of " + context + " that was sealed with the key in " + KEY + ".", e);
        }
    }
}
