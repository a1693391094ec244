package io.claimstream.platform.pseudonym;

import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Keys in files that only their owner can read: the first has the name that it was given, the others the same with their number, {@code pseudonym-key-2} and on. The id of a
 * key is a fingerprint, so that one key never has two ids, nor two keys one. Machines that share a database need copies of the same files. Thread-safe.
 */
public final class PseudonymKeyFiles {

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 6;
    private static final int MOST = 1_000;

    private final Path first;
    private final boolean isFirstGiven;

    /**
     * Keys beside each other.
     *
     * @param first file of the first one
     * @param isFirstGiven whether the operator puts it there, so that none is ever made in its place
     */
    public PseudonymKeyFiles(Path first, boolean isFirstGiven) {
        this.first = first.toAbsolutePath();
        this.isFirstGiven = isFirstGiven;
    }

    /** The file of a number, from 1; it need not be there. */
    public Path path(int number) {
        return number == 1 ? first : first.resolveSibling(first.getFileName() + "-" + number);
    }

    /** Whether there is a key of that number. */
    public boolean exists(int number) {
        return Files.exists(path(number));
    }

    /** Numbers of the keys that are here, in order. There may be gaps: files of retired keys may be deleted. */
    public List<Integer> numbers() {
        return IntStream.rangeClosed(1, MOST).filter(this::exists).boxed().toList();
    }

    /**
     * Makes the key of a number, once: asked again it is the same one.
     *
     * @return its id
     * @throws PseudonymKeyMissingException when it cannot be made here
     */
    public String create(int number) {
        Path file = path(number);
        if (!Files.exists(file)) {
            make(number, file);
        }
        return idOf(bytes(file));
    }

    private void make(int number, Path file) {
        if (number == 1 && isFirstGiven) {
            throw missing("Expected a key in the file " + file + ".");
        }
        try {
            var unused = new SecretFiles(Objects.requireNonNull(file.getParent()))
                    .randomKey(file.getFileName().toString(), KEY_BYTES);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw missing("Expected to write the file " + file + "; make 32 random bytes there.");
        }
    }

    /**
     * A key.
     *
     * @param id what its fingerprint has to be
     * @throws PseudonymKeyMissingException when there is none of that number and id here now
     */
    public byte[] key(int number, String id) {
        Path file = path(number);
        if (!Files.exists(file)) {
            throw missing("Expected the key " + id + " in the file " + file + "; copy it from where it was made.");
        }
        byte[] key = bytes(file);
        if (!idOf(key).equals(id)) {
            throw missing("Expected the key " + id + " in the file " + file + ", but that is " + idOf(key)
                    + "; copy the right one from where it was made.");
        }
        return key;
    }

    /** The fingerprint of a key. */
    public static String idOf(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("claimstream pseudonym key id".getBytes(StandardCharsets.UTF_8));
            return "k-" + HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length >= KEY_BYTES) {
                return key;
            }
        } catch (IOException e) {
            throw missing("Expected to read the file " + file + ".");
        }
        throw missing("Expected at least " + KEY_BYTES + " bytes in the file " + file + ".");
    }

    private static PseudonymKeyMissingException missing(String message) {
        return new PseudonymKeyMissingException(message);
    }
}
