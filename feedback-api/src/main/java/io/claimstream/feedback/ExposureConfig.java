package io.claimstream.feedback;

import io.claimstream.feedback.http.Exposure;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** By which names the API is reached, and from which pages. */
final class ExposureConfig {

    static final Setting<Optional<String>> HOSTS = Setting.optionalText(
            "api.hosts",
            "Names, by comma, by which the API is reached besides those of this machine; without them any where it is served to others.");

    static final Setting<Optional<String>> ORIGINS = Setting.optionalText(
            "api.cors.origins", "Origins of other pages, by comma, that may ask, such as https://desk.example.");

    static final Setting<Optional<String>> ADDRESS = Setting.optionalText(
            "api.address",
            "Address by which people and commands reach the API, such as https://claims.example; without it that of api.host and api.port.");

    /** Every key above. */
    static final List<Setting<?>> SETTINGS = List.of(HOSTS, ORIGINS, ADDRESS);

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

    private ExposureConfig() {}

    /**
     * Reads the configuration from checked settings.
     *
     * @throws SettingsException when a name or an origin has another form
     */
    static Exposure of(Settings settings) {
        return new Exposure(
                parts(settings, HOSTS, HOST, "names such as claims.example, by comma"),
                parts(settings, ORIGINS, ORIGIN, "origins such as https://desk.example, in lower case, by comma"));
    }

    /**
     * The address that is set; empty when none is.
     *
     * @throws SettingsException when it has another form
     */
    static Optional<URI> address(Settings settings) {
        return settings.get(ADDRESS).map(text -> {
            if (!ORIGIN.matcher(text).matches()) {
                throw new SettingsException(List.of(
                        "Expected an address such as https://claims.example, in lower case and without a path, for '"
                                + ADDRESS.key() + "'."));
            }
            if (text.startsWith("http://") && settings.get(TlsConfig.KEYSTORE).isPresent()) {
                throw new SettingsException(List.of("Expected an address by https for '" + ADDRESS.key()
                        + "', since '" + TlsConfig.KEYSTORE.key()
                        + "' is set: keys and links would go there without protection."));
            }
            return URI.create(text);
        });
    }

    private static Set<String> parts(
            Settings settings, Setting<Optional<String>> setting, Pattern form, String expected) {
        Set<String> parts = settings.get(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .collect(Collectors.toSet());
        if (!parts.stream().allMatch(it -> form.matcher(it).matches())) {
            throw new SettingsException(List.of("Expected " + expected + " for '" + setting.key() + "'."));
        }
        return parts;
    }
}
