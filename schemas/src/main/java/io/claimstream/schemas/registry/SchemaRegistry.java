package io.claimstream.schemas.registry;

import org.apache.avro.Schema;

/** Where schemas get their ids. Implementations are thread-safe. */
public interface SchemaRegistry {

    /**
     * Registers a schema under a subject, or finds it there.
     *
     * @return its id, above 0
     * @throws RegistryUnavailableException when the registry cannot be asked
     * @throws IncompatibleSchemaException when the registry refuses the schema
     */
    int register(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws UnknownSchemaException when the registry answers that it knows no such id
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    Schema byId(int id);
}
