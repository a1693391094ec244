package io.claimstream.launcher.instance;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.PublishedSchema;
import io.claimstream.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Makes clients of the schema registry that the settings name. */
public final class RegistryClients {

    private RegistryClients() {}

    /** A client with its ids kept below the data directory. Nothing is asked yet. */
    public static HttpSchemaRegistry of(Settings settings) {
        return ServiceContext.registry(settings);
    }

    /**
     * Registers the schema of every topic, so that producers in other languages find them before the first event.
     *
     * @throws io.claimstream.schemas.registry.IncompatibleSchemaException when the registry refuses one
     */
    static void registerAll(SchemaRegistry registry) {
        for (Topic<?> topic : Topics.ALL) {
            if (SpecificRecord.class.isAssignableFrom(topic.value())) {
                registry.register(
                        topic.name() + "-value",
                        PublishedSchema.of(SpecificData.get().getSchema(topic.value())));
            }
        }
    }
}
