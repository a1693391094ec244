package io.claimstream.feedback.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.secret.SecretFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {

    private static final Clock CLOCK = Clock.fixed(Facts.NOW, ZoneOffset.UTC);

    private final Database database = TestDatabases.h2();

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path secrets;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldMakeTheFirstKeyOnce() {
        // When
        Optional<String> first = keys().makeFirst();
        Optional<String> second = keys().makeFirst();

        // Then
        assertThat(first).hasValueSatisfying(key -> assertThat(key).matches("cs_[A-Za-z0-9_-]{43}"));
        assertThat(second).isEmpty();
    }

    @Test
    void shouldKnowTheFirstKeyAndNoOther() {
        // Given
        ApiKeys keys = keys();
        String key = keys.makeFirst().orElseThrow();
        String other = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");

        // Then
        assertThat(keys.caller(key)).contains(new Caller("key:" + new ApiKey(key).id(), Role.ADMINISTRATOR));
        assertThat(keys.caller(other)).isEmpty();
        assertThat(keys.caller("")).isEmpty();
        assertThat(keys.caller("' or 1=1 --")).isEmpty();
    }

    @Test
    void shouldKeepOnlyTheHash() {
        // Given
        String key = keys().makeFirst().orElseThrow();

        // When
        String row = database.jdbi()
                .withHandle(handle -> handle.createQuery("select k.*, s.key_hash from record_api_key k"
                                + " join record_api_key_secret s on s.key_id = k.key_id")
                        .mapToMap()
                        .one()
                        .toString());

        // Then
        assertThat(row).doesNotContain(key);
        assertThat(new ApiKey(key).toString()).doesNotContain(key);
    }

    @Test
    void shouldKnowTheCommandLineOnThisMachine() throws Exception {
        // Given
        ApiKeys keys = keys();
        Path file = secrets.resolve(ApiKeys.CLI_SECRET);

        // When
        Optional<Caller> caller = keys.caller(Files.readString(file));

        // Then
        assertThat(caller).contains(new Caller("cli", Role.ADMINISTRATOR));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private ApiKeys keys() {
        return ApiKeys.open(database.jdbi(), new SecretFiles(secrets), CLOCK);
    }
}
