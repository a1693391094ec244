package io.claimstream.testkit;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A key management service within this process, found as those of clouds are: registered for {@code ServiceLoader}, asked for credentials first, and told of a key by its address. Keys are those that
 * tests make, under names that no other test has. Thread-safe.
 */
public final class MemoryKms implements KmsClient {

    private static final String PREFIX = "memory-kms://";
    private static final int KEY_BYTES = 32;
    private static final Map<String, Key> KEYS = new ConcurrentHashMap<>();

    private boolean isLoggedIn;

    /** Makes a key, for good. */
    public static Key key(String name) {
        return KEYS.computeIfAbsent(PREFIX + name, Key::new);
    }

    /** What a call meets before the key does its work. */
    public interface Weather {

        /** A call that comes through. */
        Weather FINE = calls -> {};

        /** A service that refuses. */
        Weather REFUSING = calls -> {
            throw new GeneralSecurityException("refused", new IllegalStateException("away"));
        };

        /** Comes through, later, or throws. */
        void meet(int calls) throws GeneralSecurityException, InterruptedException;
    }

    /** A key of the service, and what happened to it. */
    public static final class Key {

        private final String address;
        private final Aead aead = fresh();
        private volatile Weather weather = Weather.FINE;
        private final AtomicInteger calls = new AtomicInteger();

        private Key(String address) {
            this.address = address;
        }

        public String address() {
            return address;
        }

        /** How often it was asked to encrypt or decrypt. */
        public int calls() {
            return calls.get();
        }

        public void meet(Weather other) {
            weather = other;
        }

        private Aead asked() throws GeneralSecurityException {
            try {
                weather.meet(calls.incrementAndGet());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GeneralSecurityException("interrupted", e);
            }
            return aead;
        }

        private static Aead fresh() {
            try {
                return new AesGcmJce(Random.randBytes(KEY_BYTES));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Expected a key of AES-256-GCM.", e);
            }
        }
    }

    @Override
    public boolean doesSupport(String address) {
        return address.startsWith(PREFIX);
    }

    @Override
    public KmsClient withCredentials(String path) throws GeneralSecurityException {
        throw new GeneralSecurityException("Expected the credentials of the machine.");
    }

    @Override
    public KmsClient withDefaultCredentials() {
        isLoggedIn = true;
        return this;
    }

    /** As clouds do, it tells only of a call that there is no such key. */
    @Override
    public Aead getAead(String address) throws GeneralSecurityException {
        if (!isLoggedIn) {
            throw new GeneralSecurityException("Expected to be told of credentials first.");
        }
        return new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                return existing(address).asked().encrypt(plaintext, associatedData);
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
                return existing(address).asked().decrypt(ciphertext, associatedData);
            }
        };
    }

    private static Key existing(String address) throws GeneralSecurityException {
        return Optional.ofNullable(KEYS.get(address))
                .orElseThrow(() -> new GeneralSecurityException("no key at " + address));
    }
}
