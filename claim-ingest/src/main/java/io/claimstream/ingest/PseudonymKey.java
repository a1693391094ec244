package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Where the key of pseudonyms comes from. Its id is a fingerprint, so that one key never has two ids, nor two keys one. */
final class PseudonymKey {

    private static final String SECRET_NAME = "pseudonym-key";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 6;

    private PseudonymKey() {}

    /** A pseudonymiser with the configured key, or with one made at first use. */
    static Pseudonymiser load(IngestConfig config) {
        byte[] key = config.pseudonymKeyFile().map(PseudonymKey::read).orElseGet(() -> new SecretFiles(config.secrets())
                .randomKey(SECRET_NAME, KEY_BYTES));
        return new Pseudonymiser(key, idOf(key));
    }

    private static byte[] read(Path file) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length >= KEY_BYTES) {
                return key;
            }
        } catch (IOException e) {
            throw new SettingsException(List.of(problem(file, "it cannot be read")));
        }
        throw new SettingsException(List.of(problem(file, "it is too short")));
    }

    private static String problem(Path file, String what) {
        return "Expected a file of at least " + KEY_BYTES + " bytes for '" + IngestConfig.PSEUDONYM_KEY_FILE.key()
                + "', but of " + file + ": " + what + ".";
    }

    private static String idOf(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("claimstream pseudonym key id".getBytes(StandardCharsets.UTF_8));
            return "k-" + HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
