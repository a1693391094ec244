package io.claimstream.feedback;

import io.claimstream.feedback.operations.ServiceAddress;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the services that take no requests say whether they are ready, so that operations can be told what they wait for. */
public final class HealthConfig {

    public static final Setting<String> INGEST = Setting.httpUrls(
            "api.health.ingest",
            "http://localhost:9101/readyz",
            "Addresses, by comma, where claim-ingest says whether it is ready.");

    public static final Setting<String> FEATURES = Setting.httpUrls(
            "api.health.features",
            "http://localhost:9102/readyz",
            "Addresses, by comma, where feature-stream says whether it is ready.");

    public static final Setting<String> RETRAIN = Setting.httpUrls(
            "api.health.retrain",
            "http://localhost:9104/readyz",
            "Addresses, by comma, where retrain-worker says whether it is ready.");

    public static final Setting<String> LEDGER = Setting.httpUrls(
            "api.health.ledger",
            "http://localhost:9106/readyz",
            "Addresses, by comma, where decision-ledger says whether it is ready.");

    /** Every key above. */
    static final List<Setting<?>> SETTINGS = List.of(INGEST, FEATURES, RETRAIN, LEDGER);

    private HealthConfig() {}

    /** Reads the configuration from checked settings; in the order of the flow. */
    static List<ServiceAddress> of(Settings settings) {
        Map<String, Setting<String>> services = new LinkedHashMap<>();
        services.put("claim-ingest", INGEST);
        services.put("feature-stream", FEATURES);
        services.put("retrain-worker", RETRAIN);
        services.put("decision-ledger", LEDGER);
        return services.entrySet().stream()
                .flatMap(it -> Arrays.stream(settings.get(it.getValue()).split(",", -1))
                        .map(address ->
                                new ServiceAddress(it.getKey(), it.getValue().key(), URI.create(address.strip()))))
                .toList();
    }
}
