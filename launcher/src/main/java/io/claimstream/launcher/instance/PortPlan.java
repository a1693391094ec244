package io.claimstream.launcher.instance;

import io.claimstream.launcher.embedded.Ports;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ports of the services in the all-in-one, looked at before anything starts. */
record PortPlan(Settings settings) {

    private static final String API_PORT = "api.port";
    private static final String API_HOST = "api.host";
    private static final String API_SCORERS = "api.scorers";
    private static final String SCORING_PORT = "scoring.management.port";

    static PortPlan of(Settings settings) {
        return new PortPlan(settings);
    }

    /**
     * Looks at every port at once, so that nothing starts in vain.
     *
     * @throws io.claimstream.launcher.embedded.PortTakenException when one is in use
     */
    void requireFree() {
        String management = settings.get(CommonSettings.MANAGEMENT_HOST);
        ports().forEach(key -> Ports.requireFree(key.equals(API_PORT) ? text(API_HOST) : management, port(key), key));
    }

    /** The settings with what one service must know of another's port. */
    Settings point(Settings other) {
        boolean given = other.entries().stream()
                .anyMatch(entry ->
                        entry.key().equals(API_SCORERS) && !entry.source().equals("default"));
        return given || !has(API_SCORERS) || !has(SCORING_PORT)
                ? other
                : other.with("embedded", Map.of(API_SCORERS, "http://127.0.0.1:" + port(SCORING_PORT) + "/readyz"));
    }

    /** Address of the API. */
    String api() {
        String host = text(API_HOST);
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + text(API_PORT);
    }

    private List<String> ports() {
        return settings.known().stream()
                .map(Setting::key)
                .filter(key -> key.equals(API_PORT) || key.endsWith(".management.port"))
                .toList();
    }

    private boolean has(String key) {
        return settings.known().stream().anyMatch(setting -> setting.key().equals(key));
    }

    private int port(String key) {
        return Integer.parseInt(text(key));
    }

    private String text(String key) {
        return Stream.of(key)
                .flatMap(wanted ->
                        settings.entries().stream().filter(entry -> entry.key().equals(wanted)))
                .map(Settings.Entry::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a setting '" + key + "'."));
    }
}
