package io.claimstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

    private static final Subject JANE = new Subject("acme", "jane");
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private final Path dataDir;
    private final StringWriter err = new StringWriter();

    KeysCommandTest(@TempDir Path dataDir) {
        this.dataDir = dataDir;
    }

    @Test
    void shouldWrapEveryKeyAnewAndStillOpenWhatWasSealed() throws IOException {
        // Given
        Sealed sealed;
        try (Database database = open()) {
            sealed =
                    sealer(database).seal(JANE, SealedField.FEEDBACK_NOTE, TEXT).orElseThrow();
        }

        // When
        JsonNode told = new ObjectMapper().readTree(run(0, "encryption"));

        // Then
        assertThat(told.path("rewrapped").asLong()).isEqualTo(1);
        assertThat(told.path("resumed").asBoolean(true)).isFalse();
        assertThat(dataDir.resolve("secrets").resolve("encryption-key-2")).exists();
        assertThat(err.toString()).contains("keys wrapped: 1");
        try (Database database = open()) {
            assertThat(sealer(database)
                            .open(JANE, SealedField.FEEDBACK_NOTE, sealed)
                            .orElseThrow()
                            .bytes())
                    .isEqualTo(TEXT);
            assertThat(new AuditTrail(database.jdbi(), Clock.systemUTC())
                            .page(new AuditFilter("offline", null, null, null, null), Long.MAX_VALUE, 1)
                            .get(0)
                            .entry()
                            .resource())
                    .isEqualTo("encryption-keys/" + told.path("kekId").asText());
        }
    }

    @Test
    void shouldSignWithAnotherKeyAndTrustTheEarlierOne() throws IOException {
        // Given
        Path secrets = dataDir.resolve("secrets");
        String earlier = KeyFiles.signer(secrets).keyId();

        // When
        JsonNode told = new ObjectMapper().readTree(run(0, "signing"));

        // Then
        String now = KeyFiles.signer(secrets).keyId();
        assertThat(told.path("keyId").asText()).isEqualTo(now).isNotEqualTo(earlier);
        assertThat(KeyFiles.trusted(secrets).find(earlier)).isPresent();
        assertThat(KeyFiles.trusted(secrets).find(now)).isPresent();
        assertThat(err.toString()).contains("copy the new model-signing.pub");
    }

    @Test
    void shouldMakeNoSigningKeyInAWrongDirectory() {
        run(4, "signing");

        assertThat(err.toString()).contains("there is no such directory");
        assertThat(dataDir.resolve("secrets")).doesNotExist();
    }

    @Test
    void shouldSayThatThereIsNoDatabase() {
        run(4, "encryption");

        assertThat(err.toString()).contains("Expected a database in");
    }

    private String run(int exit, String kind) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new KeysCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 4;
                });
        assertThat(line.execute("rotate", kind, "--data-dir", dataDir.toString(), "--output", "json"))
                .as(err.toString())
                .isEqualTo(exit);
        return out.toString();
    }

    private Database open() {
        return Database.open(Settings.of(CommonSettings.ALL, Map.of("data.dir", dataDir.toString())));
    }

    private Sealer sealer(Database database) {
        return new Sealer(new SubjectKeys(
                database.jdbi(),
                new FileKeyEncryptionKeys(new SecretFiles(dataDir.resolve("secrets"))),
                Clock.systemUTC()));
    }
}
