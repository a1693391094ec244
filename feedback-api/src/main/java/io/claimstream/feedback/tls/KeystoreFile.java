package io.claimstream.feedback.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keystore is, and its password. Both files are read anew each time, so that they may change.
 *
 * @param keystore the file, PKCS#12
 * @param password the password; empty when it stands in a file
 * @param passwordFile file with the password on its first line; empty when the password is given
 */
public record KeystoreFile(Path keystore, Optional<String> password, Optional<Path> passwordFile) {

    public KeystoreFile {
        if (password.isPresent() == passwordFile.isPresent()) {
            throw new IllegalArgumentException("Expected either a password or a file with it.");
        }
    }

    /**
     * What the files hold now.
     *
     * @throws KeystoreException when one cannot be read
     */
    KeystoreBytes read() {
        return new KeystoreBytes(keystore, contents(), secret());
    }

    private byte[] contents() {
        try {
            return Files.readAllBytes(keystore);
        } catch (NoSuchFileException e) {
            throw new KeystoreException(KeystoreFault.KEYSTORE_MISSING, "'" + keystore + "' is not there");
        } catch (IOException e) {
            throw new KeystoreException(
                    KeystoreFault.KEYSTORE_MISSING,
                    "'" + keystore + "' cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private String secret() {
        return password.orElseGet(
                () -> passwordFile.map(KeystoreFile::firstLine).orElseThrow());
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new KeystoreException(
                    KeystoreFault.PASSWORD_FILE_UNREADABLE,
                    "the file with its password '" + file + "' cannot be read: "
                            + e.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return "KeystoreFile[" + keystore + "]";
    }
}
