package io.claimstream.platform.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that holds one secret, as container platforms mount them. */
final class SecretFile {

    /** What the key of a secret is followed by where its value names a file. */
    static final String SUFFIX = ".file";

    private static final long GREATEST_BYTES = 64 * 1024;

    private SecretFile() {}

    /**
     * The contents without the line breaks at their end.
     *
     * @param key whose value the path is
     * @throws IllegalArgumentException when there is nothing to be read; the message holds no contents
     */
    static String read(String key, String path) {
        try {
            Path file = Path.of(path.strip());
            if (Files.size(file) > GREATEST_BYTES) {
                throw unusable(key, path, "is larger than " + GREATEST_BYTES / 1024 + " KiB");
            }
            String secret = Files.readString(file).stripTrailing();
            if (secret.isEmpty()) {
                throw unusable(key, path, "is empty");
            }
            return secret;
        } catch (CharacterCodingException e) {
            throw unusable(key, path, "is no text in UTF-8");
        } catch (IOException | InvalidPathException e) {
            throw unusable(key, path, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static IllegalArgumentException unusable(String key, String path, String what) {
        return new IllegalArgumentException(
                "Expected a file with a secret for '" + key + "', but '" + path + "' " + what + ".");
    }
}
