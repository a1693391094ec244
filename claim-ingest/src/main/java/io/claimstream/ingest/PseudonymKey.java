package io.claimstream.ingest;

import io.claimstream.domain.claim.Pseudonymiser;
import io.claimstream.platform.secret.KeyFile;
import io.claimstream.platform.secret.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where the key of pseudonyms comes from. Its id is a fingerprint, so that one key never has two ids, nor two keys one. */
final class PseudonymKey {

    private static final String SECRET_NAME = "pseudonym-key";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 6;

    private PseudonymKey() {}

    /** A pseudonymiser with the configured key, or with one made at first use. */
    static Pseudonymiser load(IngestConfig config) {
        byte[] key = config.pseudonymKeyFile()
                .map(file -> KeyFile.read(IngestConfig.PSEUDONYM_KEY_FILE, file, KEY_BYTES))
                .orElseGet(() -> new SecretFiles(config.secrets()).randomKey(SECRET_NAME, KEY_BYTES));
        return new Pseudonymiser(key, idOf(key));
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
