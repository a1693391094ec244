package io.claimstream.launcher.instance;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.RegistryCredentials;
import io.claimstream.schemas.registry.SchemaRegistries;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.util.Optional;

/** Makes clients of the schema registry that the settings name. */
public final class RegistryClients {

    private RegistryClients() {}

    /** A client with its ids kept below the data directory. Nothing is asked yet. */
    public static HttpSchemaRegistry of(Settings settings) {
        return SchemaRegistries.http(
                settings.get(CommonSettings.SCHEMA_REGISTRY_URL),
                settings.get(CommonSettings.SCHEMA_REGISTRY_USER).map(RegistryCredentials::parse),
                Optional.of(settings.dataPath("schemas")));
    }

    /** A client that keeps nothing on disk, for commands that only ask, or ask what another registry says. Nothing is asked yet. */
    public static HttpSchemaRegistry withoutCache(Settings settings) {
        return SchemaRegistries.http(
                settings.get(CommonSettings.SCHEMA_REGISTRY_URL),
                settings.get(CommonSettings.SCHEMA_REGISTRY_USER).map(RegistryCredentials::parse),
                Optional.empty());
    }

    /**
     * Registers the schema of every topic, so that producers in other languages find them before the first event.
     *
     * @throws io.claimstream.schemas.registry.IncompatibleSchemaException when the registry refuses one
     */
    public static void registerAll(SchemaRegistry registry) {
        TopicSchemas.all().forEach(registry::register);
    }
}
