package io.claimstream.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.testkit.DocumentedSettings;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind https that asks its clients for a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryTlsTest {

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private Path directory;
    private TestKeystore own;
    private TestKeystore client;
    private HttpsServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        own = TestKeystore.validFor(directory.resolve("registry.p12"), 30);
        client = TestKeystore.forClient(directory.resolve("client.p12"), "claim-ingest");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.setHttpsConfigurator(new Asking(own.asking(client)));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldShowItsCertificateAndItsToken() throws IOException {
        // Given
        Path password = Files.writeString(directory.resolve("password"), TestKeystore.PASSWORD);
        Path token = Files.writeString(directory.resolve("token"), "a-token\n");
        Map<String, String> values = DocumentedSettings.of(
                Path.of("../docs/security.md"),
                "Registry by TLS, with a certificate and a token",
                Map.of(
                        "schema.registry.ssl.truststore.location", authority().toString(),
                        "schema.registry.ssl.keystore.location", client.path().toString(),
                        "schema.registry.ssl.keystore.password.file", password.toString(),
                        "schema.registry.bearer.auth.token.file", token.toString()));

        // When
        int id = register(values);

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(authorizations).contains("Bearer a-token");
    }

    @Test
    void shouldNotBeLetInWithoutACertificate() throws IOException {
        // Given
        Map<String, String> values = trusting();

        // When, Then
        assertThatThrownBy(() -> register(values)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldTalkToNobodyWhoseAuthorityItDoesNotKnow() {
        // Given
        Map<String, String> values = new HashMap<>();

        // When, Then
        assertThatThrownBy(() -> register(values))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("SSLHandshakeException");
    }

    @Test
    void shouldSayAtTheStartWhyAKeystoreCannotBeUsed() {
        // Given
        Map<String, String> values = new HashMap<>(Map.of(
                "schema.registry.ssl.keystore.type", "PKCS12",
                "schema.registry.ssl.keystore.location", client.path().toString(),
                "schema.registry.ssl.keystore.password", "wrong-and-hush"));

        // When, Then
        assertThatThrownBy(() -> register(values))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("schema.registry.ssl.")
                .hasMessageContaining(client.path().toString())
                .hasMessageContaining("password was incorrect")
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldRefuseTwoWaysToBeKnown() {
        // Given
        Map<String, String> values = new HashMap<>(
                Map.of("schema.registry.basic.auth.user.info", "me:hush", "schema.registry.bearer.auth.token", "hush"));

        // When, Then
        assertThatThrownBy(() -> register(values))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("both are set")
                .hasMessageNotContaining("hush");
    }

    private Map<String, String> trusting() throws IOException {
        return new HashMap<>(Map.of(
                "schema.registry.ssl.truststore.type",
                "PEM",
                "schema.registry.ssl.truststore.location",
                authority().toString()));
    }

    private Path authority() throws IOException {
        return own.writeCertificate(directory.resolve("authority.pem"));
    }

    private int register(Map<String, String> values) {
        values.put(
                "schema.registry.url",
                "https://localhost:" + server.getAddress().getPort());
        values.put("data.dir", directory.resolve("data-" + values.size()).toString());
        return ServiceContext.registry(Settings.of(CommonSettings.ALL, values))
                .register("a-value", Schema.create(Schema.Type.STRING));
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] body = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static final class Asking extends HttpsConfigurator {

        Asking(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
        }
    }
}
