package io.claimstream.feedback;

import io.claimstream.feedback.tls.KeystoreException;
import io.claimstream.feedback.tls.KeystoreFile;
import io.claimstream.feedback.tls.ServerTls;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** With what the API is served by https, if it is. */
public final class TlsConfig {

    static final Setting<Optional<Path>> KEYSTORE = Setting.optionalPath(
            "api.tls.keystore",
            "PKCS#12 file with the private key and the certificates that the API is served with by https; without it by plain http. A changed file is taken without a restart.");

    static final Setting<Optional<String>> PASSWORD =
            Setting.secret("api.tls.password", "Password of the keystore and of the keys in it.");

    static final Setting<Optional<Path>> PASSWORD_FILE = Setting.optionalPath(
            "api.tls.password.file", "File with that password on its first line, instead of api.tls.password.");

    /** Every key above. */
    static final List<Setting<?>> SETTINGS = List.of(KEYSTORE, PASSWORD, PASSWORD_FILE);

    private TlsConfig() {}

    /**
     * Where the keystore is; empty for plain http.
     *
     * @throws SettingsException when keystore and password do not go together
     */
    static Optional<KeystoreFile> of(Settings settings) {
        Optional<Path> keystore = settings.get(KEYSTORE);
        Optional<String> password = settings.get(PASSWORD);
        Optional<Path> passwordFile = settings.get(PASSWORD_FILE);
        if (keystore.isEmpty() && (password.isPresent() || passwordFile.isPresent())) {
            throw wrong(
                    "Expected a keystore at 'api.tls.keystore', since its password is set: without it the API would be served by plain http.");
        }
        if (keystore.isPresent() && password.isPresent() == passwordFile.isPresent()) {
            throw wrong(
                    "Expected either 'api.tls.password.file' or 'api.tls.password', since 'api.tls.keystore' is set.");
        }
        return keystore.map(path -> new KeystoreFile(path, password, passwordFile));
    }

    /**
     * Looks whether the API can be served with what is set, so that nothing else starts in vain.
     *
     * @throws SettingsException when it cannot
     */
    public static void requireUsable(Settings settings, Clock clock) {
        of(settings).ifPresent(file -> open(file, clock).close());
    }

    /** @throws SettingsException when the keystore cannot be served with */
    static ServerTls open(KeystoreFile file, Clock clock) {
        try {
            return ServerTls.open(file, clock, ServerTls.Pace.USUAL);
        } catch (KeystoreException e) {
            throw wrong("For 'api.tls.keystore': " + e.getMessage());
        }
    }

    private static SettingsException wrong(String problem) {
        return new SettingsException(List.of(problem));
    }
}
