package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import io.claimstream.platform.seal.KmsCalls.FailedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key of a key management service. What the service does not do ends in a {@link KeyServiceUnavailableException}, within fifteen seconds, and at once for a while after that. Thread-safe.
 */
final class KmsKey implements Aead {

    private static final Logger LOGGER = LoggerFactory.getLogger(KmsKey.class);
    private static final byte[] NOTHING = "claimstream".getBytes(StandardCharsets.UTF_8);

    private final String address;
    private final KmsClient client;
    private final KmsCalls calls;
    private volatile @Nullable Aead opened;
    private final AtomicReference<@Nullable Rest> resting = new AtomicReference<>();

    /** Nothing is asked until then. */
    private record Rest(long untilNanos, Throwable cause) {}

    /**
     * Asks nobody yet.
     *
     * @param client its own; told to use the credentials of the machine at the first call
     */
    KmsKey(String address, KmsClient client, KmsCalls calls) {
        this.address = address;
        this.client = client;
        this.calls = calls;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
        requireAwake();
        try {
            return calls.insist(() -> aead().encrypt(plaintext, associatedData));
        } catch (FailedException e) {
            throw away(e);
        }
    }

    /** A client tells bytes that are not of its key by the same exception as everything else. Whether the key works at all tells the two apart. */
    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        requireAwake();
        try {
            return calls.insist(() -> aead().decrypt(ciphertext, associatedData));
        } catch (FailedException e) {
            if (!e.isAnswered()) {
                throw away(e);
            }
        }
        requireWorking();
        try {
            // It may have come back since.
            return calls.insist(() -> aead().decrypt(ciphertext, associatedData));
        } catch (FailedException e) {
            if (!e.isAnswered()) {
                throw away(e);
            }
            throw new GeneralSecurityException("Expected bytes that this key has encrypted for the same context.", e);
        }
    }

    /** Encrypts and decrypts. */
    void requireWorking() {
        try {
            byte[] unused = calls.insist(() -> aead().decrypt(aead().encrypt(NOTHING, NOTHING), NOTHING));
        } catch (FailedException e) {
            throw away(e);
        }
    }

    /** Finding credentials may ask the network. */
    private synchronized Aead aead() throws GeneralSecurityException {
        Aead known = opened;
        if (known == null) {
            known = client.withDefaultCredentials().getAead(address);
            opened = known;
        }
        return known;
    }

    private void requireAwake() {
        Rest rest = resting.get();
        if (rest != null && System.nanoTime() - rest.untilNanos() < 0) {
            throw new KeyServiceUnavailableException(address, rest.cause());
        }
    }

    private KeyServiceUnavailableException away(FailedException failure) {
        KeyServiceUnavailableException away = new KeyServiceUnavailableException(address, failure);
        if (!Thread.currentThread().isInterrupted()) {
            resting.set(new Rest(System.nanoTime() + calls.bounds().rest().toNanos(), failure));
            LOGGER.atWarn()
                    .addKeyValue("address", address)
                    .addKeyValue("error", away.reason())
                    .log("key management service does not answer or refuses");
        }
        return away;
    }
}
