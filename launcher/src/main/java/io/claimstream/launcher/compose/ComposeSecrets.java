package io.claimstream.launcher.compose;

import io.claimstream.feedback.access.ApiKeys;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.feedback.webhook.SecretBox;
import io.claimstream.ledger.LedgerKeys;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passwords and keys for services in containers. Only the owner can enter the directory; what is in it others can read, because a container that is shown one of its files
 * runs as another user. One process at a time.
 */
final class ComposeSecrets {

    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> ENTERED_BY_OWNER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> ENTERED = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("r--r--r--");

    private final Path directory;

    ComposeSecrets(Path directory) {
        this.directory = directory;
    }

    /**
     * One file.
     *
     * @param file below the directory
     * @param isNew whether it was not there before
     * @param what what it is for, in words
     */
    record Made(Path file, boolean isNew, String what) {}

    private record Wanted(String file, String what) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted("database-password", "password of the services for the database"),
            new Wanted("registry-database-password", "password of the schema registry for the database"),
            new Wanted("grafana-password", "password of Grafana's administrator"),
            new Wanted("services.env", "the database password as a setting"),
            new Wanted("registry.env", "the registry's password as a setting"),
            new Wanted("keys/pseudonym/pseudonym.key", "key of pseudonyms"),
            new Wanted("keys/replay/replay.key", "key that proves the time of records that are put back"),
            new Wanted("keys/encryption/encryption-key-1", "key that wraps the keys of persons"),
            new Wanted("keys/signing/model-signing.key", "private key that models are signed with"),
            new Wanted("keys/signing/model-signing.pub", "its public half"),
            new Wanted("keys/trusted/model-signing.pub", "the public half for those who load models"),
            new Wanted("keys/ledger/ledger-signing.key", "private key that the ledger of decisions is signed with"),
            new Wanted("keys/ledger/ledger-signing.pub", "its public half"),
            new Wanted("keys/api/receipt-signing.key", "private key that receipts of erasures are signed with"),
            new Wanted("keys/api/receipt-signing.pub", "its public half"),
            new Wanted("keys/api/cli.key", "API key of the command line"),
            new Wanted("keys/api/webhooks.key", "key that seals the secrets of webhooks"));

    /**
     * Makes what is missing.
     *
     * @return every file, made or kept
     * @throws IOException when the directory cannot be written
     */
    List<Made> make() throws IOException {
        List<Wanted> missing = WANTED.stream()
                .filter(it -> Files.notExists(directory.resolve(it.file())))
                .toList();
        Files.createDirectories(directory);
        permit(directory, ENTERED_BY_OWNER);
        passwords();
        keys();
        open();
        List<Made> all = new ArrayList<>();
        WANTED.forEach(it -> all.add(new Made(directory.resolve(it.file()), missing.contains(it), it.what())));
        return List.copyOf(all);
    }

    private void passwords() throws IOException {
        String database = password("database-password");
        String registry = password("registry-database-password");
        password("grafana-password");
        write("services.env", "CLAIMSTREAM_DATABASE_PASSWORD=" + database + "\n");
        write("registry.env", "REGISTRY_DATASOURCE_PASSWORD=" + registry + "\n");
    }

    private void keys() throws IOException {
        secrets("keys/pseudonym").randomKey("pseudonym.key", KEY_BYTES);
        secrets("keys/replay").randomKey("replay.key", KEY_BYTES);
        new FileKeyEncryptionKeys(secrets("keys/encryption")).create(1);
        Path signing = directory.resolve("keys/signing");
        KeyFiles.signer(signing);
        Path trusted = Files.createDirectories(directory.resolve("keys/trusted"));
        Files.copy(
                signing.resolve("model-signing.pub"),
                trusted.resolve("model-signing.pub"),
                StandardCopyOption.REPLACE_EXISTING);
        LedgerKeys.signer(directory.resolve("keys/ledger"));
        var unused = ReceiptKey.of(secrets("keys/api"));
        ApiKeys.ofCommandLine(secrets("keys/api"));
        SecretBox.open(secrets("keys/api"));
    }

    private String password(String name) {
        byte[] kept = secrets("").orCreate(name, () -> {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encode(random);
        });
        return new String(kept, StandardCharsets.US_ASCII).strip();
    }

    /** Made from the passwords each time, so that the two never differ. */
    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, text);
    }

    private SecretFiles secrets(String folder) {
        return new SecretFiles(directory.resolve(folder));
    }

    private void open() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(it -> !it.equals(directory)).toList()) {
                permit(file, Files.isDirectory(file) ? ENTERED : READ);
            }
        }
    }

    private static void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
