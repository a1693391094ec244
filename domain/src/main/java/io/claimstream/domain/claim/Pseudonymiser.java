package io.claimstream.domain.claim;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces a reference by a keyed HMAC-SHA-256, scoped by kind and insurer: the same person at two insurers has two
 * pseudonyms. 26 characters of lower-case base32. Thread-safe.
 */
public final class Pseudonymiser {

    /** What a reference names. */
    public enum Kind {
        POLICY,
        CLAIMANT,
        PROVIDER
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final String keyId;

    /**
     * A pseudonymiser with one key.
     *
     * @param key at least 32 bytes
     * @param keyId names the key, not secret
     * @throws IllegalArgumentException if the key is too short
     */
    public Pseudonymiser(byte[] key, String keyId) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException(
                    "Expected a key of at least " + KEY_BYTES + " bytes, but got " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.keyId = keyId;
    }

    /** Names the key that pseudonyms are made with. */
    public String keyId() {
        return keyId;
    }

    /** The pseudonym of a reference. */
    public String pseudonym(Kind kind, String insurer, String value) {
        Mac mac = mac();
        Digests.feed(kind.name(), mac::update);
        Digests.feed(insurer, mac::update);
        Digests.feed(value, mac::update);
        return Digests.base32(mac.doFinal());
    }

    /** A Mac is not thread-safe, and making one costs a microsecond. */
    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
