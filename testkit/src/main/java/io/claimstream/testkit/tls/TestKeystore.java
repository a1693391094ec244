package io.claimstream.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A PKCS#12 keystore with one key and its own certificate, made by the JDK's keytool.
 *
 * @param path the file
 */
public record TestKeystore(Path path) {

    /** Password of every keystore that is made here. */
    public static final String PASSWORD = "only-for-this-test";

    private static final String ALIAS = "api";
    private static final String THIS_MACHINE = "san=dns:localhost,ip:127.0.0.1";

    /** For the names of this machine, valid for some days from now on. */
    public static TestKeystore validFor(Path path, int days) {
        return make(path, "-validity", Integer.toString(days), "-ext", THIS_MACHINE);
    }

    /** Of a client that is known by a name, which is the common name of its certificate. */
    public static TestKeystore forClient(Path path, String name) {
        return named(path, name, "-validity", "30");
    }

    /** For another name than those of this machine. */
    public static TestKeystore forName(Path path, String name) {
        return make(path, "-validity", "30", "-ext", "san=dns:" + name);
    }

    /** Expired some days ago. */
    public static TestKeystore expired(Path path) {
        return make(path, "-startdate", "-9d", "-validity", "2", "-ext", THIS_MACHINE);
    }

    /** Puts this one in place of another, in one step. */
    public void replace(Path other) throws IOException {
        Path aside = other.resolveSibling(other.getFileName() + ".new");
        Files.copy(path, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(aside, other, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The certificate. */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) open().getCertificate(ALIAS);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key, as PKCS#8. */
    public byte[] key() {
        try {
            return open().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server needs that shows this keystore and asks its clients for one of the given ones. */
    public SSLContext asking(TestKeystore... clients) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(open(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(clients), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore open() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    /** Writes the certificate as PEM, as the certificate of an authority is handed out. */
    public Path writeCertificate(Path pem) throws IOException {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(certificate().getEncoded());
            return Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a client needs that trusts these keystores and nothing else. */
    public static SSLContext trusting(TestKeystore... keystores) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(keystores), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager[] trust(TestKeystore... keystores) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TestKeystore keystore : keystores) {
            trusted.setCertificateEntry(keystore.path().toString(), keystore.certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    private static TestKeystore make(Path path, String... more) {
        return named(path, "claimstream-test", more);
    }

    private static TestKeystore named(Path path, String name, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-alias",
                ALIAS,
                "-dname",
                "CN=" + name,
                "-storepass",
                PASSWORD,
                "-keystore",
                path.toString()));
        command.addAll(List.of(more));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("Expected keytool to make a keystore, but it said: " + said);
            }
            return new TestKeystore(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
