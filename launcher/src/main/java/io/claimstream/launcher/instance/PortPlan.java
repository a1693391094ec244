package io.claimstream.launcher.instance;

import io.claimstream.feedback.FeedbackConfig;
import io.claimstream.feedback.HealthConfig;
import io.claimstream.launcher.embedded.Ports;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The ports of the services in the all-in-one, looked at before anything starts. */
record PortPlan(Settings settings) {

    private static final String SCORING_PORT = "scoring.management.port";
    private static final Map<String, Setting<String>> FOUND_AT = Map.of(
            SCORING_PORT,
            FeedbackConfig.SCORERS,
            "ingest.management.port",
            HealthConfig.INGEST,
            "features.management.port",
            HealthConfig.FEATURES,
            "retrain.management.port",
            HealthConfig.RETRAIN,
            "ledger.management.port",
            HealthConfig.LEDGER);
    private static final Set<String> MUST_BE_FOUND = Set.of(FeedbackConfig.PORT.key(), SCORING_PORT);

    static PortPlan of(Settings settings) {
        return new PortPlan(settings);
    }

    /**
     * Ports that others must find cannot be any port.
     *
     * @throws SettingsException when one is 0
     */
    void requireKnown() {
        List<String> problems = settings.entries().stream()
                .filter(entry ->
                        MUST_BE_FOUND.contains(entry.key()) && entry.value().equals("0"))
                .map(entry -> "Expected a port for '" + entry.key()
                        + "', because commands and services must find it, but 0 stands for any.")
                .toList();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /**
     * Looks at every port at once, so that nothing starts in vain.
     *
     * @throws io.claimstream.launcher.embedded.PortTakenException when one is in use
     */
    void requireFree() {
        String management = settings.get(CommonSettings.MANAGEMENT_HOST);
        managementPorts().forEach(entry -> Ports.requireFree(management, Integer.parseInt(entry.value()), entry.key()));
        Ports.requireFree(
                settings.get(FeedbackConfig.HOST), settings.get(FeedbackConfig.PORT), FeedbackConfig.PORT.key());
    }

    /** What one service must know of another's port, and what a single process wants differently, unless it is set. */
    Settings point(Settings other) {
        Map<String, String> values = new TreeMap<>();
        values.put(CommonSettings.STREAMS_STANDBY_REPLICAS.key(), "0");
        managementPorts()
                .filter(entry ->
                        FOUND_AT.containsKey(entry.key()) && !entry.value().equals("0"))
                .forEach(entry -> values.put(
                        Objects.requireNonNull(FOUND_AT.get(entry.key())).key(), management(entry) + "/readyz"));
        other.entries().stream()
                .filter(entry -> !entry.source().equals("default"))
                .forEach(entry -> values.remove(entry.key()));
        return other.with("embedded", values);
    }

    /** Address of the API. */
    URI api() {
        return FeedbackConfig.of(settings).address(settings.get(FeedbackConfig.PORT));
    }

    /** Address of the scoring processor's health and metrics. */
    URI scorer() {
        return management(managementPorts()
                .filter(entry -> entry.key().equals(SCORING_PORT))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a setting '" + SCORING_PORT + "'.")));
    }

    private URI management(Settings.Entry port) {
        return URI.create("http://" + reachable(settings.get(CommonSettings.MANAGEMENT_HOST)) + ":" + port.value());
    }

    /** Where a process on this machine reaches what binds to the host. */
    static String reachable(String host) {
        return host.equals("0.0.0.0") ? "127.0.0.1" : host;
    }

    private Stream<Settings.Entry> managementPorts() {
        return settings.entries().stream().filter(entry -> entry.key().endsWith(".management.port"));
    }
}
