package io.claimstream.launcher.instance;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What settings mean for a command: where its Kafka is, and whether the all-in-one can run with them. */
public final class InstanceSettings {

    private static final List<Setting<?>> OUTSIDE =
            List.of(CommonSettings.KAFKA_BOOTSTRAP_SERVERS, CommonSettings.SCHEMA_REGISTRY_URL);

    private InstanceSettings() {}

    /**
     * Points what is not set at the instance that runs on the data directory, if one does.
     *
     * @throws SettingsException when no Kafka client can be made of what is set
     */
    public static Settings pointedAtInstance(Settings settings) {
        KafkaClients.requireUsable(settings);
        return new InstanceFile(settings.get(CommonSettings.DATA_DIR))
                .read()
                .map(addresses -> settings.with("running instance", unset(settings, addresses)))
                .orElse(settings);
    }

    /** Whether an instance runs on the data directory, as far as it says, or the settings name a Kafka. */
    public static boolean nameKafka(Settings settings) {
        return new InstanceFile(settings.get(CommonSettings.DATA_DIR)).read().isPresent()
                || !isDefault(settings, CommonSettings.KAFKA_BOOTSTRAP_SERVERS);
    }

    /**
     * The all-in-one brings its own broker and registry.
     *
     * @throws SettingsException when the settings name others
     */
    public static void requireEmbedded(Settings settings) {
        List<String> problems = OUTSIDE.stream()
                .filter(setting -> !isDefault(settings, setting))
                .map(setting -> "Expected no '" + setting.key()
                        + "', because this command starts its own; use 'run SERVICE' for outside systems.")
                .toList();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static Map<String, String> unset(Settings settings, Addresses addresses) {
        Map<String, String> values = new TreeMap<>();
        values.put(CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key(), addresses.kafka());
        values.put(
                CommonSettings.SCHEMA_REGISTRY_URL.key(),
                addresses.schemaRegistry().toString());
        OUTSIDE.stream()
                .filter(setting -> !isDefault(settings, setting))
                .forEach(setting -> values.remove(setting.key()));
        return values;
    }

    private static boolean isDefault(Settings settings, Setting<?> setting) {
        return settings.entries().stream()
                .filter(entry -> entry.key().equals(setting.key()))
                .allMatch(entry -> entry.source().equals("default"));
    }
}
