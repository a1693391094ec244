package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Keys in files that only their owner can read, {@code encryption-key-1} and on. The id of a key is a fingerprint, so that machines with different files never
 * take one key for the other. Machines that share a database need copies of the same files. Thread-safe.
 */
public final class FileKeyEncryptionKeys implements KeyEncryptionKeys {

    static final String NAME = "encryption-key-";

    private static final int ID_BYTES = 8;
    private static final int MOST = 1_000;

    private final SecretFiles secrets;
    private final Map<String, Aead> known = new ConcurrentHashMap<>();

    public FileKeyEncryptionKeys(SecretFiles secrets) {
        this.secrets = secrets;
    }

    /** Keys where the settings say: in a directory of their own, or among the secrets. */
    public static FileKeyEncryptionKeys of(Settings settings) {
        return new FileKeyEncryptionKeys(new SecretFiles(
                settings.get(CommonSettings.ENCRYPTION_KEYS_DIR).orElseGet(() -> settings.dataPath("secrets"))));
    }

    /** The file of the number; which keys were entered says nothing of it. */
    @Override
    public String create(int number, Collection<String> entered) {
        return create(number);
    }

    /** Makes the key of a number, from 1, once: asked again it is the same one. Throws as {@link #create(int, Collection)}. */
    public String create(int number) {
        byte[] keyset = made(number);
        String id = idOf(keyset);
        known.computeIfAbsent(id, it -> Keysets.aeadOf(keyset));
        return id;
    }

    private byte[] made(int number) {
        try {
            return secrets.orCreate(NAME + number, Keysets::newInTheClear);
        } catch (UncheckedIOException e) {
            throw new KeyEncryptionKeyMissingException(
                    "Expected to read or make the file " + secrets.path(NAME + number) + ".", e);
        }
    }

    @Override
    public Aead key(String id) {
        Aead key = known.get(id);
        return key == null ? read(id) : key;
    }

    private Aead read(String id) {
        if (KmsKeyEncryptionKeys.isOfService(id)) {
            throw KmsKeyEncryptionKeys.missing(id);
        }
        for (Path file : files()) {
            byte[] keyset = bytes(file);
            if (idOf(keyset).equals(id)) {
                return known.computeIfAbsent(id, it -> Keysets.aeadOf(keyset));
            }
        }
        throw new KeyEncryptionKeyMissingException(
                "Expected the key " + id + " in a file " + secrets.path(NAME + "1")
                        + " or a later number; copy the files " + NAME + "* from where it was made.",
                null);
    }

    /** The file of a number, from 1; it need not be there. */
    public Path path(int number) {
        return secrets.path(NAME + number);
    }

    /** The files that are here, in order. Numbers of keys that a key management service has are missing. */
    public List<Path> files() {
        return IntStream.rangeClosed(1, MOST)
                .filter(it -> secrets.exists(NAME + it))
                .mapToObj(it -> secrets.path(NAME + it))
                .toList();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the secret " + file, e);
        }
    }

    private static String idOf(byte[] keyset) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(keyset);
            return "kek-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
