package io.claimstream.feedback.tls;

import java.security.KeyStore;
import java.time.Instant;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A keystore that was looked into and can be served with. */
final class ServedKeystore {

    private final KeyStore store;
    private final String password;
    private final Instant until;

    /** @param until when the first of its certificates expires */
    ServedKeystore(KeyStore store, String password, Instant until) {
        this.store = store;
        this.password = password;
        this.until = until;
    }

    /** When the first of its certificates expires. */
    Instant until() {
        return until;
    }

    /** Takes effect when the factory is started or reloaded. */
    void putInto(SslContextFactory factory) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword(password);
    }

    @Override
    public String toString() {
        return "ServedKeystore[until=" + until + "]";
    }
}
