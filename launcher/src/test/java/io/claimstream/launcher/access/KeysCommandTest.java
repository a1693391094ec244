package io.claimstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.domain.ledger.Chain;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.ledger.LedgerKeys;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.pseudonym.Known;
import io.claimstream.platform.pseudonym.Named;
import io.claimstream.platform.pseudonym.PersonPseudonyms;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.testkit.MemoryKms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
        JsonNode planned = json(run(0, "rotate", "encryption", "--dry-run"));
        assertThat(dataDir.resolve("secrets").resolve("encryption-key-2")).doesNotExist();
        JsonNode told = json(run(0, "rotate", "encryption"));

        // Then
        assertThat(planned.path("toRewrap").asLong()).isEqualTo(1);
        assertThat(planned.path("number").asInt()).isEqualTo(2);
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
        JsonNode planned = json(run(0, "rotate", "signing", "--dry-run"));
        JsonNode told = json(run(0, "rotate", "signing"));

        // Then
        String now = KeyFiles.signer(secrets).keyId();
        assertThat(planned.path("earlierKeyId").asText()).isEqualTo(earlier);
        assertThat(told.path("keyId").asText()).isEqualTo(now).isNotEqualTo(earlier);
        assertThat(KeyFiles.trusted(secrets).find(earlier)).isPresent();
        assertThat(KeyFiles.trusted(secrets).find(now)).isPresent();
        assertThat(err.toString()).contains("copy the new model-signing.pub");
    }

    @Test
    void shouldMakeNoSigningKeyInAWrongDirectory() {
        run(4, "rotate", "signing");

        assertThat(err.toString()).contains("there is no such directory");
        assertThat(dataDir.resolve("secrets")).doesNotExist();
    }

    @Test
    void shouldSayThatThereIsNoDatabase() {
        run(4, "rotate", "encryption");

        assertThat(err.toString()).contains("Expected a database in");
    }

    @Test
    void shouldLookPseudonymsUpByAnotherKeyAndKeepThem() throws IOException {
        // Given
        Known before = known();

        // When
        JsonNode planned = json(run(0, "rotate", "hmac", "--dry-run"));
        JsonNode prepared = json(run(0, "create", "hmac"));
        Path second = dataDir.resolve("secrets/pseudonym-key-2");
        byte[] made = Files.readAllBytes(second);
        JsonNode told = json(run(0, "rotate", "hmac"));

        // Then
        assertThat(planned.path("prepared").asBoolean(true)).isFalse();
        assertThat(planned.path("number").asInt()).isEqualTo(2);
        assertThat(prepared.path("file").asText()).isEqualTo(second.toString());
        assertThat(told.path("keyId").asText()).isEqualTo(PseudonymKeyFiles.idOf(made));
        assertThat(told.path("underEarlierKeys").asLong()).isEqualTo(1);
        assertThat(err.toString()).contains("copy " + second);
        try (Database database = open()) {
            assertThat(new AuditTrail(database.jdbi(), Clock.systemUTC())
                            .page(new AuditFilter("offline", null, null, null, null), Long.MAX_VALUE, 1)
                            .get(0)
                            .entry()
                            .resource())
                    .isEqualTo("pseudonym-keys/" + told.path("keyId").asText());
        }

        // When: nobody has claimed since, and then somebody has.
        run(2, "retire", before.keyId());
        assertThat(err.toString()).contains("1 pseudonyms are found by " + before.keyId());
        assertThat(known()).isEqualTo(before);
        JsonNode retired = json(run(0, "retire", before.keyId()));

        // Then
        assertThat(retired.path("lost").asLong(-1)).isZero();
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void shouldListEveryKeyWithWhatHangsOnIt() throws IOException {
        // Given
        Known known = known();
        try (Database database = open()) {
            var unused = sealer(database).seal(JANE, SealedField.FEEDBACK_NOTE, TEXT);
        }
        String rotated = json(run(0, "rotate", "hmac")).path("keyId").asText();
        json(run(0, "create", "signing"));
        json(run(0, "create", "encryption"));
        Files.delete(dataDir.resolve("secrets/pseudonym-key"));
        String earlier = ledgerKey();
        Files.delete(dataDir.resolve("secrets/ledger-signing.key"));
        Files.move(dataDir.resolve("secrets/ledger-signing.pub"), dataDir.resolve("secrets/ledger-signing-1.pub"));
        String current = ledgerKey();
        ReceiptKey receipts = ReceiptKey.of(new SecretFiles(dataDir.resolve("secrets")));

        // When
        JsonNode keys = json(run(0, "list"));

        // Then
        assertThat(keys).hasSize(7);
        assertThat(keys)
                .extracting(it -> it.path("kind").asText() + " "
                        + it.path("state").asText() + " " + it.path("uses").asText() + " "
                        + it.path("isHere").asText())
                .containsExactly(
                        "encryption current 1 true",
                        "hmac current 0 true",
                        "hmac earlier 1 false",
                        "signing current  true",
                        "ledger trusted  true",
                        "ledger current  true",
                        "receipt current  true");
        assertThat(keys.path(1).path("keyId").asText()).isEqualTo(rotated);
        assertThat(keys.path(2).path("keyId").asText()).isEqualTo(known.keyId());
        assertThat(keys.path(4).path("keyId").asText()).isEqualTo(earlier);
        assertThat(keys.path(5).path("keyId").asText()).isEqualTo(current).isNotEqualTo(earlier);
        assertThat(receipts.sign("{}").keyId())
                .isEqualTo(keys.path(6).path("keyId").asText());
        assertThat(dataDir.resolve("secrets/encryption-key-2")).exists();
    }

    @Test
    void shouldMoveToAKeyManagementServiceAndListItsAddresses(@TempDir Path elsewhere) throws IOException {
        // Given
        MemoryKms.Key first = MemoryKms.key(dataDir.getFileName() + "/first");
        MemoryKms.Key second = MemoryKms.key(dataDir.getFileName() + "/second");
        String[] set = {"--set", "encryption.key.uris=" + first.address() + "," + second.address()};
        Sealed sealed;
        try (Database database = open()) {
            sealed =
                    sealer(database).seal(JANE, SealedField.FEEDBACK_NOTE, TEXT).orElseThrow();
        }

        // When
        JsonNode prepared = json(run(0, "create", "encryption", set));
        JsonNode told = json(run(0, "rotate", "encryption", set));
        JsonNode keys = json(run(0, "list", "", set));

        // Then
        assertThat(prepared.path("address").asText()).isEqualTo(first.address());
        assertThat(prepared.path("number").asInt()).isEqualTo(2);
        assertThat(told.path("rewrapped").asLong()).isEqualTo(1);
        assertThat(keys)
                .extracting(it -> it.path("state").asText() + " "
                        + it.path("uses").asText() + " " + it.path("address").asText() + " "
                        + it.path("isHere").asText())
                .containsExactly(
                        "current 1 " + first.address() + " true",
                        "earlier 0  true",
                        "unused  " + second.address() + " true");
        assertThat(keys.path(0).path("keyId").asText())
                .isEqualTo(told.path("kekId").asText());
        assertThat(dataDir.resolve("secrets/encryption-key-2")).doesNotExist();
        assertThat(opened(sealed, set[1].substring("encryption.key.uris=".length())))
                .isEqualTo(TEXT);

        // When: the setting is forgotten.
        JsonNode forgotten = json(run(0, "list"));

        // Then
        assertThat(forgotten.path(0).path("isHere").asBoolean(true)).isFalse();
        run(4, "rotate", "encryption");
        assertThat(err.toString()).contains("Expected the address of the key");
        assertThat(dataDir.resolve("secrets/encryption-key-3")).doesNotExist();

        // When
        json(run(0, "rotate", "encryption", set));
        run(4, "rotate", "encryption", set);
        JsonNode copied = json(run(0, "backup", elsewhere.toString(), set));

        // Then
        assertThat(err.toString()).contains("at the end of encryption.key.uris", "stays at " + first.address());
        assertThat(copied).hasSize(1);
        assertThat(opened(sealed, second.address())).isEqualTo(TEXT);
    }

    @Test
    void shouldSayWhyTheKeyManagementServiceDoesNotWrap() throws IOException {
        // Given
        MemoryKms.Key key = MemoryKms.key(dataDir.getFileName() + "/refusing");
        key.meet(MemoryKms.Weather.REFUSING);
        try (Database database = open()) {
            var unused = sealer(database).seal(JANE, SealedField.FEEDBACK_NOTE, TEXT);
        }

        // When
        run(4, "rotate", "encryption", "--set", "encryption.key.uris=" + key.address());

        // Then
        assertThat(err.toString()).contains(key.address(), "IllegalStateException");
        assertThat(json(run(0, "list"))).hasSize(1);
    }

    @Test
    void shouldTellThatTheKeyToSignTheLedgerWithIsNotHere() throws IOException {
        // Given
        try (Database database = open()) {
            assertThat(database.version()).isPresent();
        }
        String keyId = ledgerKey();
        Files.delete(dataDir.resolve("secrets/ledger-signing.key"));

        // When
        JsonNode keys = json(run(0, "list"));

        // Then
        assertThat(keys).singleElement().satisfies(it -> {
            assertThat(it.path("keyId").asText()).isEqualTo(keyId);
            assertThat(it.path("state").asText()).isEqualTo("current");
            assertThat(it.path("isHere").asBoolean(true)).isFalse();
        });
    }

    /** Makes one where there is none, as decision-ledger does at its start; its id. */
    private String ledgerKey() {
        Path secrets = dataDir.resolve("secrets");
        Chain.Signer unused = LedgerKeys.signer(secrets);
        return LedgerKeys.signing(secrets).orElseThrow();
    }

    @Test
    void shouldRefuseToRotateWhatWasNeverUsed() throws IOException {
        // Given
        try (Database database = open()) {
            assertThat(database.version()).isPresent();
        }

        // Then
        run(2, "rotate", "hmac");
        assertThat(err.toString()).contains("none yet");
        run(2, "rotate", "hmac", "--dry-run");
        run(2, "retire", "k-none");
        assertThat(dataDir.resolve("secrets")).doesNotExist();
    }

    @Test
    void shouldCopyTheFilesOfAllKeysForTheirOwner(@TempDir Path elsewhere) throws IOException {
        // Given
        Path given = Files.write(elsewhere.resolve("pseudonym.key"), new byte[32]);
        Files.write(elsewhere.resolve("pseudonym.key-2"), new byte[33]);
        try (Database database = open()) {
            var unused = sealer(database).seal(JANE, SealedField.FEEDBACK_NOTE, TEXT);
        }
        json(run(0, "create", "signing"));
        var receipts = ReceiptKey.of(new SecretFiles(dataDir.resolve("secrets")));
        Path copies = elsewhere.resolve("copies");
        String[] backup = {"backup", copies.toString(), "--set", "ingest.pseudonym.key.file=" + given};

        // When
        JsonNode told = json(run(0, backup));
        run(0, backup);

        // Then
        assertThat(told).hasSize(7);
        assertThat(copies.resolve("receipt/receipt-signing.key"))
                .content(StandardCharsets.US_ASCII)
                .contains(receipts.publicText());
        assertThat(copies.resolve("hmac/pseudonym.key-2")).hasBinaryContent(new byte[33]);
        assertThat(copies.resolve("encryption/encryption-key-1"))
                .hasSameBinaryContentAs(dataDir.resolve("secrets/encryption-key-1"));
        assertThat(copies.resolve("signing/model-signing.key")).exists();
        assertThat(Files.getPosixFilePermissions(copies.resolve("hmac/pseudonym.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        // When
        Files.write(given, new byte[34]);
        run(4, backup);

        // Then
        assertThat(err.toString()).contains("has other content");
        assertThat(copies.resolve("hmac/pseudonym.key")).hasBinaryContent(new byte[32]);
    }

    @Test
    void shouldTellThatAGivenKeyIsLost(@TempDir Path elsewhere) throws IOException {
        // Given
        Path given = Files.write(elsewhere.resolve("pseudonym.key"), new byte[32]);
        String set = "ingest.pseudonym.key.file=" + given;
        Known unused = known(new PseudonymKeyFiles(given, true));

        // When
        Files.delete(given);

        // Then
        JsonNode listed = json(run(0, "list", "--set", set));
        assertThat(listed.findValues("isHere")).extracting(JsonNode::asBoolean).containsExactly(false);
    }

    @Test
    void shouldSayThatThereIsNothingToCopy(@TempDir Path elsewhere) {
        run(4, "backup", elsewhere.resolve("copies").toString());

        assertThat(err.toString()).contains("there are none");
        assertThat(elsewhere.resolve("copies")).doesNotExist();
    }

    /** What claim-ingest knows of somebody. */
    private Known known() {
        return known(new PseudonymKeyFiles(dataDir.resolve("secrets/pseudonym-key"), false));
    }

    private Known known(PseudonymKeyFiles files) {
        Named jane = new Named("CLAIMANT", "acme", "jane");
        try (Database database = open()) {
            return Objects.requireNonNull(new PersonPseudonyms(
                            database.jdbi(),
                            files,
                            key -> named -> PseudonymKeyFiles.idOf(key) + named.reference(),
                            () -> false,
                            Clock.systemUTC())
                    .of(List.of(jane))
                    .get(jane));
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private String run(int exit, String... words) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new KeysCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return failure instanceof WrongUseException ? 2 : 4;
                });
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data-dir", dataDir.toString(), "--output", "json"));
        assertThat(line.execute(arguments.toArray(String[]::new)))
                .as(err.toString())
                .isEqualTo(exit);
        return out.toString();
    }

    /** What a service opens that has these addresses. */
    private byte[] opened(Sealed sealed, String addresses) {
        Settings settings = Settings.of(
                CommonSettings.ALL, Map.of("data.dir", dataDir.toString(), "encryption.key.uris", addresses));
        try (Database database = Database.open(settings)) {
            return new Sealer(new SubjectKeys(database.jdbi(), KeyEncryptionKeys.of(settings), Clock.systemUTC()))
                    .open(JANE, SealedField.FEEDBACK_NOTE, sealed)
                    .orElseThrow()
                    .bytes();
        }
    }

    private String run(int exit, String command, String of, String[] more) {
        return run(
                exit,
                Stream.concat(Stream.of(command, of), Stream.of(more))
                        .filter(it -> !it.isEmpty())
                        .toArray(String[]::new));
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
