package io.claimstream.domain.claim;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes a keyed HMAC-SHA-256 of a reference, scoped by kind and insurer: the same person at two insurers has two. 26 characters of lower-case base32.
 * Whoever has the key can compute it again; so live claims are looked up by it, and get pseudonyms that nobody can compute. As {@link Pseudonyms} it is
 * for claims that stand for nobody. Thread-safe.
 */
public final class Pseudonymiser implements Pseudonyms {

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

    /** Names the key. */
    public String keyId() {
        return keyId;
    }

    @Override
    public Map<Reference, Pseudonym> of(Collection<Reference> references) {
        Map<Reference, Pseudonym> all = new HashMap<>();
        references.forEach(it -> all.put(it, new Pseudonym(Optional.of(pseudonym(it)), keyId)));
        return all;
    }

    /** The HMAC of a reference. */
    public String pseudonym(Reference reference) {
        return pseudonym(reference.kind(), reference.insurer(), reference.value());
    }

    /** The HMAC of a reference. */
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
