package io.claimstream.launcher.instance;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.util.Optional;

/** Makes clients of the schema registry that the settings name. */
public final class RegistryClients {

    private RegistryClients() {}

    /** A client with its ids kept below the data directory. Nothing is asked yet. */
    public static HttpSchemaRegistry of(Settings settings) {
        return ServiceContext.registry(settings);
    }

    /** A client that keeps nothing on disk, for commands that only ask, or ask what another registry says. Nothing is asked yet. */
    public static HttpSchemaRegistry withoutCache(Settings settings) {
        return ServiceContext.registry(settings, Optional.empty());
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
