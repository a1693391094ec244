package io.claimstream.launcher.instance;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a command reaches the API.
 *
 * @param api address of the API
 * @param key key for it
 * @param http what it is asked with; trusts the authorities that the settings name, or those that Java knows
 */
public record ApiAccess(URI api, String key, HttpClient http) {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    /**
     * With the key of the data directory.
     *
     * @throws CliKeyMissingException when there is none
     * @throws SettingsException when the file of authorities cannot be used
     */
    public static ApiAccess of(Settings settings, URI api) {
        return of(settings, api, CliKey.read(settings.get(CommonSettings.DATA_DIR)));
    }

    /**
     * With a key of one's own.
     *
     * @throws SettingsException when the file of authorities cannot be used
     */
    public static ApiAccess of(Settings settings, URI api, String key) {
        return new ApiAccess(api, key, http(settings));
    }

    /** With a key of one's own, and the authorities that Java knows. */
    public static ApiAccess of(URI api, String key) {
        return new ApiAccess(api, key, client().build());
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT);
    }

    private static HttpClient http(Settings settings) {
        HttpClient.Builder client = client();
        settings.get(LauncherSettings.API_CA).map(ApiAccess::trusting).ifPresent(client::sslContext);
        return client.build();
    }

    private static SSLContext trusting(Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(file)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, e.getClass().getSimpleName());
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(file, "it is empty");
            }
            return certificates;
        }
    }

    private static SettingsException unusable(Path file, String why) {
        return new SettingsException(List.of("Expected a PEM file with the certificates of authorities for '"
                + LauncherSettings.API_CA.key() + "' (--ca), but '" + file + "' is none (" + why + ")."));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiAccess[" + api + "]";
    }
}
