package io.claimstream.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.testkit.DocumentedSettings;
import io.claimstream.testkit.tls.TestKeystore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is reached by TLS alone, and knows its users by their certificates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTlsTest {

    private static final String USER = "claimstream";

    private Path directory;
    private TestKeystore own;
    private TestKeystore client;
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        own = TestKeystore.validFor(directory.resolve("server.p12"), 30);
        client = TestKeystore.forClient(directory.resolve("client.p12"), USER);
        // The test itself comes in as postgres; the user of the database is asked for a certificate.
        Path access = Files.writeString(
                directory.resolve("pg_hba.conf"), "host all postgres all trust\nhostssl all " + USER + " all cert\n");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig(
                        "ssl_cert_file",
                        own.writeCertificate(directory.resolve("server.pem")).toString())
                .setServerConfig("ssl_key_file", pem(own).toString())
                .setServerConfig(
                        "ssl_ca_file",
                        client.writeCertificate(directory.resolve("client.pem")).toString())
                .setServerConfig("hba_file", access.toString())
                .start();
        Jdbi.create(postgres.getPostgresDatabase()).useHandle(handle -> {
            handle.execute("CREATE ROLE " + USER + " LOGIN");
            handle.execute("CREATE DATABASE " + USER + " OWNER " + USER);
        });
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void shouldBeKnownByItsCertificate() throws IOException {
        // When
        try (Database database = Database.open(settings(withCertificate()))) {
            Map<String, Object> connection = database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT ssl, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                    .mapToMap()
                    .one());

            // Then
            assertThat(connection).containsEntry("ssl", true).containsEntry("client_dn", "/CN=" + USER);
        }
    }

    @Test
    void shouldNotBeLetInWithoutACertificate() {
        // Given
        Map<String, String> values = trusting();

        // When, Then
        assertThatThrownBy(() -> Database.open(settings(values))).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void shouldNotTalkInTheClear() {
        // Given
        Map<String, String> values = Map.of("database.driver.sslmode", "disable");

        // When, Then
        assertThatThrownBy(() -> Database.open(settings(values))).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void shouldTalkToNobodyWhoseAuthorityItDoesNotKnow() throws IOException {
        // Given
        Map<String, String> values = withCertificate();
        values.put(
                "database.driver.sslrootcert", directory.resolve("client.pem").toString());

        // When, Then
        assertThatThrownBy(() -> Database.open(settings(values)))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasStackTraceContaining("SSL error");
    }

    private Map<String, String> withCertificate() throws IOException {
        return DocumentedSettings.of(
                Path.of("../docs/security.md"),
                "PostgreSQL by TLS, with a certificate",
                Map.of(
                        "database.url", url(),
                        "database.user", USER,
                        "database.driver.sslrootcert",
                                directory.resolve("server.pem").toString(),
                        "database.driver.sslcert",
                                directory.resolve("client.pem").toString(),
                        "database.driver.sslkey",
                                Files.write(directory.resolve("client.pk8"), client.key())
                                        .toString()));
    }

    private Map<String, String> trusting() {
        return Map.of(
                "database.driver.sslmode",
                "verify-full",
                "database.driver.sslrootcert",
                directory.resolve("server.pem").toString());
    }

    private Settings settings(Map<String, String> driver) {
        Map<String, String> values = new HashMap<>(driver);
        values.put("database.url", url());
        values.put("database.user", USER);
        return Settings.of(CommonSettings.ALL, values);
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + USER;
    }

    private Path pem(TestKeystore keystore) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keystore.key());
        Path file = Files.writeString(
                directory.resolve("server.key"),
                "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        // PostgreSQL refuses a key that others may read.
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
