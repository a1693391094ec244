package io.claimstream.platform.service;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.kafka.ClientFailure;
import io.claimstream.platform.metrics.Registries;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.RegistryAccess;
import io.claimstream.schemas.registry.RegistryCredentials;
import io.claimstream.schemas.registry.SchemaRegistries;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.AvroSerdeConfig;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * What a service is given: its configuration and its ways to the world. One for each service, also where several share a process,
 * so that each serves its own metrics. Thread-safe.
 *
 * @param settings the checked configuration
 * @param clock the wall clock; business code does not read it
 * @param meters where the service's meters live
 * @param schemas the schema registry
 */
public record ServiceContext(Settings settings, Clock clock, PrometheusMeterRegistry meters, SchemaRegistry schemas) {

    /** A context as the settings say, with the system's clock and no meters yet. Nothing is asked of the world. */
    public static ServiceContext of(Settings settings) {
        return of(settings, registry(settings));
    }

    /** The registry that the settings name, with its ids kept in the data directory. Throws as {@link #registry(Settings, Optional)}. */
    public static HttpSchemaRegistry registry(Settings settings) {
        return registry(settings, Optional.of(settings.dataPath("schemas")));
    }

    /**
     * The registry that the settings name. Nothing is asked of it yet.
     *
     * @param cacheDir where it keeps its ids; empty to keep none
     * @throws SettingsException when it cannot be entered with what is set
     */
    public static HttpSchemaRegistry registry(Settings settings, Optional<Path> cacheDir) {
        Optional<String> user = settings.get(CommonSettings.SCHEMA_REGISTRY_USER);
        Optional<String> token = settings.get(CommonSettings.SCHEMA_REGISTRY_TOKEN);
        if (user.isPresent() && token.isPresent()) {
            throw new SettingsException(List.of("Expected either '" + CommonSettings.SCHEMA_REGISTRY_USER.key()
                    + "' or '" + CommonSettings.SCHEMA_REGISTRY_TOKEN.key() + "', but both are set."));
        }
        try {
            return SchemaRegistries.http(
                    settings.get(CommonSettings.SCHEMA_REGISTRY_URL),
                    new RegistryAccess(
                            user.map(RegistryCredentials::parse).or(() -> token.map(RegistryCredentials::bearer)),
                            settings.withPrefix(CommonSettings.SCHEMA_REGISTRY_TLS)),
                    cacheDir);
        } catch (KafkaException e) {
            throw new SettingsException(List.of("Expected TLS that can be used with what is set behind '"
                    + CommonSettings.SCHEMA_REGISTRY_TLS.key() + "', but " + ClientFailure.words(e) + "."));
        }
    }

    /** A context with the given registry, the system's clock and no meters yet. */
    public static ServiceContext of(Settings settings, SchemaRegistry schemas) {
        return new ServiceContext(settings, Clock.systemUTC(), Registries.create(), schemas);
    }

    /** Serdes for events, through the schema registry. */
    public EventSerdes serdes() {
        Map<String, Object> config = new HashMap<>();
        config.put(AvroSerdeConfig.URL, settings.get(CommonSettings.SCHEMA_REGISTRY_URL));
        config.put(AvroSerdeConfig.AUTO_REGISTER, settings.get(CommonSettings.AUTO_REGISTER_SCHEMAS));
        config.put(AvroSerdeConfig.USE_LATEST, settings.get(CommonSettings.USE_LATEST_VERSION));
        config.put(AvroSerdeConfig.VALUE_NAMING, settings.get(CommonSettings.VALUE_SUBJECT_NAME_STRATEGY));
        settings.get(CommonSettings.SCHEMA_REGISTRY_USER).ifPresent(user -> {
            config.put(AvroSerdeConfig.CREDENTIALS_SOURCE, "USER_INFO");
            config.put(AvroSerdeConfig.USER_INFO, user);
        });
        settings.get(CommonSettings.SCHEMA_REGISTRY_TOKEN).ifPresent(token -> {
            config.put(AvroSerdeConfig.BEARER_SOURCE, "STATIC_TOKEN");
            config.put(AvroSerdeConfig.BEARER_TOKEN, token);
        });
        settings.withPrefix(CommonSettings.SCHEMA_REGISTRY_TLS)
                .forEach((key, value) -> config.put(AvroSerdeConfig.TLS + key, value));
        settings.get(CommonSettings.AVRO_SERIALIZER_CLASS)
                .ifPresent(name -> config.put(EventSerdes.SERIALIZER_CLASS, name));
        settings.get(CommonSettings.AVRO_DESERIALIZER_CLASS)
                .ifPresent(name -> config.put(EventSerdes.DESERIALIZER_CLASS, name));
        return new EventSerdes(schemas, config);
    }

    /**
     * Compares the schema ids kept on disk with the registry; to be called once before events are read or written.
     *
     * @throws io.claimstream.schemas.registry.SchemaIdsChangedException when one means something else now
     * @throws io.claimstream.schemas.registry.RegistryUnavailableException when the registry cannot be asked
     */
    public void verifySchemaIds() {
        if (schemas instanceof HttpSchemaRegistry http) {
            http.verifyCache();
        }
    }

    /** Directory of everything that is kept on disk; may not exist yet. */
    public Path dataDir() {
        return settings.get(CommonSettings.DATA_DIR);
    }
}
