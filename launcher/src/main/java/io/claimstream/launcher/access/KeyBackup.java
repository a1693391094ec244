package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.ingest.PseudonymKey;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.ledger.LedgerKeys;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.retrain.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies the files of keys from where settings have them. */
final class KeyBackup {

    private final Map<String, List<Path>> files = new LinkedHashMap<>();

    KeyBackup(Settings settings) {
        PseudonymKeyFiles pseudonyms = PseudonymKey.files(settings);
        files.put("encryption", FileKeyEncryptionKeys.of(settings).files());
        files.put("hmac", pseudonyms.numbers().stream().map(pseudonyms::path).toList());
        files.put("signing", KeyFiles.files(SigningKeys.folder(settings)));
        files.put("ledger", LedgerKeys.files(LedgerKeys.folder(settings)));
        files.put("receipt", ReceiptKey.files(settings.dataPath("secrets")));
    }

    /**
     * Copies them, those of each kind into a directory of its name. A copy that is there already and the same is left.
     *
     * @return a line for each file
     * @throws OutsideWorldException when there is no key, or a copy is there with other content
     */
    ArrayNode into(Path directory) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        files.forEach((kind, all) -> all.forEach(file -> {
            Path copy = directory.resolve(kind).resolve(file.getFileName());
            copy(file, copy);
            lines.addObject().put("kind", kind).put("file", file.toString()).put("copy", copy.toString());
        }));
        if (lines.isEmpty()) {
            throw new OutsideWorldException(
                    "Expected keys, but there are none; '--data-dir' or the settings of keys name other directories.");
        }
        return lines;
    }

    private static void copy(Path file, Path copy) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (!Files.exists(copy)) {
                Path folder = Objects.requireNonNull(copy.toAbsolutePath().getParent());
                Files.createDirectories(folder, forOwner(folder, "rwx------"));
                Files.createFile(copy, forOwner(folder, "rw-------"));
                Files.write(copy, key);
            } else if (!Arrays.equals(Files.readAllBytes(copy), key)) {
                throw new OutsideWorldException("Expected no other key in the way, but " + copy
                        + " has other content. Name another directory.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to copy " + file + " to " + copy + ".", e);
        }
    }

    private static FileAttribute<?>[] forOwner(Path folder, String permissions) {
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
