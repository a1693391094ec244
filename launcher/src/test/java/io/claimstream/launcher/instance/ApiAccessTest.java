package io.claimstream.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom commands trust. They give up at once: with the patience of this test they would not end in its time otherwise. */
@Timeout(30)
class ApiAccessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private @Nullable HttpsServer server;

    @BeforeEach
    void makeKey() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("secrets")).resolve("cli.key"), "the-key\n");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void shouldTrustTheAuthorityThatIsNamedAndNoOther() throws Exception {
        // Given
        TestKeystore keystore = TestKeystore.validFor(directory.resolve("api.p12"), 30);
        serve(keystore);
        Path authority = keystore.writeCertificate(directory.resolve("ca.pem"));

        // Then
        assertThat(api(Map.of("api.ca", authority.toString()))
                        .get("/v1/me")
                        .path("key")
                        .asText())
                .isEqualTo("Bearer the-key");
        assertThatThrownBy(() -> api(Map.of()).get("/v1/me"))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContainingAll("no authority known here", "--ca FILE", "api.ca");
    }

    @Test
    void shouldSayThatTheCertificateIsForAnotherName() throws Exception {
        // Given
        TestKeystore keystore = TestKeystore.forName(directory.resolve("api.p12"), "claims.example");
        serve(keystore);
        Path authority = keystore.writeCertificate(directory.resolve("ca.pem"));

        // When, Then
        assertThatThrownBy(() -> api(Map.of("api.ca", authority.toString())).get("/v1/me"))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContainingAll("not for '127.0.0.1'", "api.address");
    }

    /** As Java says it of a certificate that an authority issued: the path to the authority ends at its date. */
    @Test
    void shouldSayThatTheCertificateHasExpired() {
        // Given
        URI address = URI.create("https://claims.example");
        IOException failure = new SSLHandshakeException("failed");
        failure.initCause(new CertificateException(
                new CertPathBuilderException(new CertPathValidatorException(new CertificateExpiredException()))));

        // Then
        assertThat(Distrust.of(failure, address)).get().satisfies(it -> assertThat(it)
                .hasMessageContainingAll("https://claims.example", "has expired"));
        assertThat(Distrust.of(new IOException("reset"), address)).isEmpty();
    }

    @Test
    void shouldNotBlameTheNameForOtherCauses() {
        // Given
        URI address = URI.create("https://claims.example");
        Exception early = new CertPathValidatorException(new CertificateNotYetValidException());
        Exception weak = new CertPathValidatorException("Algorithm constraints check failed on MD5");

        // Then
        assertThat(Distrust.of(failed(early), address)).get().satisfies(it -> assertThat(it)
                .hasMessageContaining("not valid yet"));
        assertThat(Distrust.of(failed(weak), address)).get().satisfies(it -> assertThat(it)
                .hasMessageContaining("CertPathValidatorException")
                .hasMessageNotContaining("not for"));
    }

    @Test
    void shouldRefuseAFileThatNamesNoAuthority() throws Exception {
        // Given
        serve(TestKeystore.validFor(directory.resolve("api.p12"), 30));
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "rubbish");

        // Then
        for (Path file : new Path[] {empty, rubbish, directory.resolve("none.pem")}) {
            assertThatThrownBy(() -> api(Map.of("api.ca", file.toString())))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll("api.ca", file.toString());
        }
    }

    private static IOException failed(Exception cause) {
        IOException failure = new SSLHandshakeException("failed");
        failure.initCause(new CertificateException(cause));
        return failure;
    }

    private InstanceApi api(Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("data.dir", directory.toString());
        URI address = URI.create("https://127.0.0.1:"
                + Objects.requireNonNull(server).getAddress().getPort());
        return new InstanceApi(ApiAccess.of(Settings.of(Services.settings(), values), address), PATIENCE);
    }

    private void serve(TestKeystore keystore) throws IOException, GeneralSecurityException {
        char[] password = TestKeystore.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore.path())) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer started = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        started.setHttpsConfigurator(new HttpsConfigurator(context));
        started.createContext("/", exchange -> {
            try (exchange) {
                String key = exchange.getRequestHeaders().getFirst("Authorization");
                byte[] body = ("{\"key\":\"" + key + "\"}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        started.start();
        server = started;
    }
}
