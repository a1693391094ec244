package io.claimstream.platform.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Secrets made at first use and kept in files that only their owner can read. Several processes may ask for the same secret at
 * once: one makes it and all get it. Thread-safe.
 */
public final class SecretFiles {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    private final Path directory;

    /** Keeps secrets in a directory, which is made when the first one is. */
    public SecretFiles(Path directory) {
        this.directory = directory;
    }

    /** The random key of a name, made at first use. */
    public byte[] randomKey(String name, int lengthBytes) {
        return orCreate(name, () -> {
            byte[] key = new byte[lengthBytes];
            new SecureRandom().nextBytes(key);
            return key;
        });
    }

    /**
     * The secret of a name; made by the given supplier when there is none yet.
     *
     * @throws UncheckedIOException when the file can be neither read nor written
     */
    public byte[] orCreate(String name, Supplier<byte[]> maker) {
        Path file = path(name);
        try {
            if (!Files.exists(file)) {
                create(file, maker.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read or write the secret '" + name + "' in " + directory, e);
        }
    }

    /** Whether a secret of that name is kept. */
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    /** Where the secret of a name is kept. */
    public Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Expected lower-case letters, digits, dots and hyphens for a name.");
        }
        return directory.resolve(name);
    }

    /** Written beside and linked into place, so that a crash leaves no half secret and of two makers the first wins. */
    private void create(Path file, byte[] secret) throws IOException {
        boolean posix = Files.getFileStore(existingParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
        Path draft = Files.createTempFile(directory, "draft-", ".tmp");
        try {
            if (posix) {
                Files.setPosixFilePermissions(draft, Set.copyOf(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(draft, secret);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process made the same secret first; its secret stands.
            return;
        } finally {
            Files.delete(draft);
        }
    }

    private Path existingParent() {
        Path path = directory.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
