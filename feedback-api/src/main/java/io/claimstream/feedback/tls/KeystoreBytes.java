package io.claimstream.feedback.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** A keystore as it was read, not looked into yet. Immutable; shows neither contents nor password. */
final class KeystoreBytes {

    private final Path path;
    private final byte[] bytes;
    private final String password;

    KeystoreBytes(Path path, byte[] bytes, String password) {
        this.path = path;
        this.bytes = bytes.clone();
        this.password = password;
    }

    /** The same for the same keystore with the same password, and only then. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(password.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Looks into it.
     *
     * @param now what its certificates must be valid at
     * @throws KeystoreException when it cannot be served with
     */
    ServedKeystore open(Instant now) {
        KeyStore store = load();
        List<X509Certificate> certificates = certificates(store);
        if (certificates.isEmpty()) {
            throw new KeystoreException(
                    KeystoreFault.KEYSTORE_WITHOUT_KEY, "'" + path + "' holds no private key with a certificate");
        }
        certificates.forEach(it -> requireValid(it, now));
        Instant until = certificates.stream()
                .map(it -> it.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new ServedKeystore(store, password, until);
    }

    private KeyStore load() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new KeystoreException(KeystoreFault.PASSWORD_WRONG, "'" + path + "' has another password")
                    : new KeystoreException(KeystoreFault.KEYSTORE_UNREADABLE, "'" + path + "' is none, or is broken");
        }
    }

    /** The certificate of each private key. */
    private List<X509Certificate> certificates(KeyStore store) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                boolean isServed = store.isKeyEntry(alias)
                        && store.getKey(alias, password.toCharArray()) != null
                        && store.getCertificate(alias) instanceof X509Certificate;
                if (isServed) {
                    certificates.add((X509Certificate) store.getCertificate(alias));
                }
            }
            return certificates;
        } catch (UnrecoverableKeyException e) {
            throw new KeystoreException(
                    KeystoreFault.PASSWORD_WRONG, "a key in '" + path + "' has another password than the keystore");
        } catch (GeneralSecurityException e) {
            throw new KeystoreException(
                    KeystoreFault.KEYSTORE_UNREADABLE, "'" + path + "' holds a key of unknown kind");
        }
    }

    private void requireValid(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw new KeystoreException(
                    KeystoreFault.CERTIFICATE_NOT_YET_VALID,
                    "the certificate in '" + path + "' is valid from " + from + " on");
        }
        if (now.isAfter(until)) {
            throw new KeystoreException(
                    KeystoreFault.CERTIFICATE_EXPIRED, "the certificate in '" + path + "' expired at " + until);
        }
    }

    @Override
    public String toString() {
        return "KeystoreBytes[" + path + "]";
    }
}
