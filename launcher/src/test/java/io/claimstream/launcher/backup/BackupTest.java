package io.claimstream.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.event.Sealed;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.pseudonym.Known;
import io.claimstream.platform.pseudonym.Named;
import io.claimstream.platform.pseudonym.PersonPseudonyms;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.KeyRotation;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.testkit.MemoryKms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and its way back, without an instance; with one see {@code UpIT}. */
class BackupTest {

    private static final Subject JANE = new Subject("acme", "jane");
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);
    private static final String FIRST_KEY = "secrets/encryption-key-1";

    private final Path old;
    private final Path fresh;
    private final Path file;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    BackupTest(@TempDir Path directory) {
        this.old = directory.resolve("old");
        this.fresh = directory.resolve("fresh");
        this.file = directory.resolve("backup.zip");
    }

    private @Nullable Sealed sealed;

    @BeforeEach
    void fill() throws IOException {
        try (Database database = open(old)) {
            sealed = sealer(database, old)
                    .seal(JANE, SealedField.FEEDBACK_NOTE, TEXT)
                    .orElseThrow();
        }
        Files.writeString(old.resolve("secrets/cli.key"), "secret");
        Files.createDirectories(old.resolve("models/scoring-processor/v1"));
        Files.writeString(old.resolve("models/scoring-processor/v1/model.ubj"), "trees");
        Files.createDirectories(old.resolve("state"));
        Files.writeString(old.resolve("state/left-out"), "made again");
    }

    @Test
    void shouldBringEverythingBack() throws IOException {
        // Given
        Path credentials = Files.writeString(old.resolveSibling("credentials"), "me:hush");

        // When
        run(
                0,
                "backup",
                old,
                "--with-encryption-keys",
                "--set",
                "log.level=warn",
                "--set",
                "schema.registry.basic.auth.user.info.file=" + credentials);
        assertThat(err.toString()).contains("the file opens everything that is sealed");
        run(0, "restore", fresh);

        // Then
        assertThat(opened(fresh)).isEqualTo(TEXT);
        assertThat(fresh.resolve("secrets/cli.key")).hasContent("secret");
        assertThat(fresh.resolve("models/scoring-processor/v1/model.ubj")).hasContent("trees");
        assertThat(fresh.resolve("state")).doesNotExist();
        assertThat(Files.readString(fresh.resolve("restored.properties")))
                .contains("log.level=warn")
                .doesNotContain("hush", "data.dir");
        assertThat(Files.getPosixFilePermissions(fresh.resolve(FIRST_KEY)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void shouldRestoreNoRowsWithoutTheKeysThatOpenThem() throws IOException {
        // Given
        run(0, "backup", old);
        assertThat(err.toString()).contains("without encryption keys");

        // When
        run(4, "restore", fresh);

        // Then
        assertThat(err.toString()).contains("encryption-key-", "The backup was made without them");

        // When: they are copied.
        Files.copy(old.resolve(FIRST_KEY), fresh.resolve(FIRST_KEY));
        run(0, "restore", fresh);

        // Then
        assertThat(opened(fresh)).isEqualTo(TEXT);
    }

    @Test
    void shouldSayWhichKeysOfAKeyManagementServiceARestoreNeeds() throws IOException {
        // Given
        String address = MemoryKms.key(old + "/key").address();
        String set = "encryption.key.uris=" + address;
        Settings settings =
                Settings.of(CommonSettings.ALL, Map.of("data.dir", old.toString(), "encryption.key.uris", address));
        try (Database database = open(old)) {
            new KeyRotation(database.jdbi(), KeyEncryptionKeys.of(settings), Clock.systemUTC())
                    .rotate((done, total) -> {});
        }
        run(0, "backup", old, "--with-encryption-keys", "--set", set);
        assertThat(err.toString()).contains("not in the backup: " + address);

        // When
        run(4, "restore", fresh);

        // Then
        assertThat(err.toString())
                .contains("Expected the address of the key kms-", "encryption.key.uris was " + address, "No row was");

        // When
        run(0, "restore", fresh, "--set", set);

        // Then
        try (Database database = open(fresh)) {
            assertThat(new Sealer(new SubjectKeys(database.jdbi(), KeyEncryptionKeys.of(settings), Clock.systemUTC()))
                            .open(JANE, SealedField.FEEDBACK_NOTE, Objects.requireNonNull(sealed))
                            .orElseThrow()
                            .bytes())
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void shouldBringPseudonymsBackWithEveryKeyThatFindsThem() throws IOException {
        // Given: one is found by the first key, one by the second.
        Known jane = known(old, "jane");
        try (Database database = open(old)) {
            var unused = new PseudonymKeys(database.jdbi(), pseudonymKeys(old), Clock.systemUTC()).rotate();
        }
        Known john = known(old, "john");

        // When
        run(0, "backup", old, "--with-encryption-keys");
        run(0, "restore", fresh);

        // Then
        assertThat(known(fresh, "jane")).isEqualTo(jane);
        assertThat(known(fresh, "john")).isEqualTo(john);
        assertThat(john.keyId()).isNotEqualTo(jane.keyId());
    }

    @Test
    void shouldRestoreNoRowsWithoutTheKeyOfPseudonymsThatWasKeptElsewhere() throws IOException {
        // Given
        Known jane = known(old, "jane");
        Path elsewhere = old.resolveSibling("pseudonym.key");
        Files.move(old.resolve("secrets/pseudonym-key"), elsewhere);
        run(0, "backup", old, "--with-encryption-keys", "--set", "ingest.pseudonym.key.file=" + elsewhere);
        assertThat(err.toString()).contains("not in the backup: " + elsewhere);

        // When
        run(4, "restore", fresh);

        // Then
        assertThat(err.toString()).contains(jane.keyId(), "No row was restored");

        // When
        Files.move(elsewhere, fresh.resolve("secrets/pseudonym-key"));
        run(0, "restore", fresh);

        // Then
        assertThat(known(fresh, "jane")).isEqualTo(jane);
    }

    @Test
    void shouldRestoreIntoNothingThatHasRows() throws IOException {
        // Given
        run(0, "backup", old, "--with-encryption-keys");

        // When
        run(4, "restore", old);

        // Then
        assertThat(err.toString()).contains("Expected an empty database", "record_subject_key");
        assertThat(opened(old)).isEqualTo(TEXT);
    }

    @Test
    void shouldOverwriteNoOtherKey() throws IOException {
        // Given
        run(0, "backup", old, "--with-encryption-keys");
        Files.createDirectories(fresh.resolve("secrets"));
        Files.writeString(fresh.resolve("secrets/cli.key"), "another");

        // When
        run(4, "restore", fresh);

        // Then
        assertThat(err.toString()).contains("cli.key has other content");
        assertThat(fresh.resolve("secrets/cli.key")).hasContent("another");
        assertThat(fresh.resolve("database")).doesNotExist();
    }

    @Test
    void shouldRestoreNothingOfAFileThatIsDamaged() throws IOException {
        // Given: a backup, and one with another name of a model and of its byte in the manifest.
        run(0, "backup", old, "--with-encryption-keys");
        Path damaged = file.resolveSibling("damaged.zip");
        try (BackupReader good = BackupReader.open(file);
                BackupFile bad = BackupFile.create(damaged)) {
            for (String name : good.names("")) {
                byte[] content = name.endsWith("model.ubj") ? TEXT : good.bytes(name);
                bad.add(name, to -> to.write(content));
            }
            bad.finish(good.manifest());
        }

        // When
        run(3, "restore", fresh, damaged);

        // Then
        assertThat(err.toString()).contains("models/scoring-processor/v1/model.ubj", "differs from its manifest");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void shouldWriteNothingOutsideOfTheDataDirectory() throws IOException {
        // Given
        Path evil = file.resolveSibling("evil.zip");
        try (BackupFile made = BackupFile.create(evil)) {
            made.add("secrets/../../evil", to -> to.write(TEXT));
            made.finish(new Manifest(1, "", "1", Map.of(), made.entries(), false, Map.of()));
        }

        // When
        run(3, "restore", fresh, evil);

        // Then
        assertThat(err.toString()).contains("secrets/../../evil");
        assertThat(fresh.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void shouldRefuseABackupOfANewerVersion() throws IOException {
        // Given
        Path newer = file.resolveSibling("newer.zip");
        try (BackupFile made = BackupFile.create(newer)) {
            made.add(Backup.CONFIGURATION, to -> to.write(TEXT));
            made.finish(new Manifest(1, "", "9000", Map.of(), made.entries(), false, Map.of()));
        }

        // When
        run(3, "restore", fresh, newer);

        // Then
        assertThat(err.toString()).contains("tables of version 9000");
    }

    @Test
    void shouldSayWhatIsNoBackup() throws IOException {
        Files.writeString(file, "no zip");
        run(3, "restore", fresh);
        assertThat(err.toString()).contains("'" + file + "' is none");
        run(2, "backup", old);
        assertThat(err.toString()).contains("is there already");
        run(4, "restore", fresh, file.resolveSibling("nowhere.zip"));
        assertThat(err.toString()).contains("there is no file");
    }

    @Test
    void shouldTellWhatStandsInIt() throws IOException {
        // When
        run(0, "backup", old);

        // Then
        try (BackupReader backup = BackupReader.open(file)) {
            assertThat(backup.names("secrets/")).contains("secrets/cli.key").doesNotContain(FIRST_KEY);
            assertThat(backup.tables()).contains("record_user", "record_subject_key", "record_audit");
            assertThat(backup.manifest().rows()).containsEntry("record_subject_key", 1L);
            assertThat(new ObjectMapper().readTree(out.toString()).path("rows").asLong())
                    .isEqualTo(2);
        }
    }

    private void run(int exit, String command, Path dataDir, Object... more) {
        boolean isNamed = more.length > 0 && more[0] instanceof Path;
        List<String> arguments = Stream.concat(
                        Stream.of(
                                command,
                                isNamed ? more[0].toString() : file.toString(),
                                "--output",
                                "json",
                                "--data-dir",
                                dataDir.toString()),
                        Stream.of(more).skip(isNamed ? 1 : 0).map(Object::toString))
                .toList();
        assertThat(CommandLines.production()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments.toArray(String[]::new)))
                .as(err.toString())
                .isEqualTo(exit);
    }

    private byte[] opened(Path dataDir) {
        try (Database database = open(dataDir)) {
            return sealer(database, dataDir)
                    .open(JANE, SealedField.FEEDBACK_NOTE, Objects.requireNonNull(sealed))
                    .orElseThrow()
                    .bytes();
        }
    }

    private static Known known(Path dataDir, String reference) {
        Named named = new Named("CLAIMANT", "acme", reference);
        try (Database database = open(dataDir)) {
            return Objects.requireNonNull(new PersonPseudonyms(
                            database.jdbi(),
                            pseudonymKeys(dataDir),
                            key -> it -> PseudonymKeyFiles.idOf(key) + it.reference(),
                            () -> false,
                            Clock.systemUTC())
                    .of(List.of(named))
                    .get(named));
        }
    }

    private static PseudonymKeyFiles pseudonymKeys(Path dataDir) {
        return new PseudonymKeyFiles(dataDir.resolve("secrets/pseudonym-key"), false);
    }

    private static Settings settings(Path dataDir) {
        return Settings.of(CommonSettings.ALL, Map.of("data.dir", dataDir.toString()));
    }

    private static Database open(Path dataDir) {
        return Database.open(settings(dataDir));
    }

    private static Sealer sealer(Database database, Path dataDir) {
        return new Sealer(
                new SubjectKeys(database.jdbi(), FileKeyEncryptionKeys.of(settings(dataDir)), Clock.systemUTC()));
    }
}
