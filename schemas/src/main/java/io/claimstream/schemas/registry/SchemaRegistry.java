package io.claimstream.schemas.registry;

import org.apache.avro.Schema;

/** Where schemas get their ids. Implementations are thread-safe. */
public interface SchemaRegistry {

    /** A schema and its id, above 0. */
    record Registered(int id, Schema schema) {}

    /**
     * Registers a schema under a subject, or finds it there.
     *
     * @return its id, above 0
     * @throws RegistryUnavailableException when the registry cannot be asked
     * @throws IncompatibleSchemaException when the registry refuses the schema
     */
    int register(String subject, Schema schema);

    /**
     * Finds a schema under a subject without registering it.
     *
     * @return its id, above 0
     * @throws UnknownSchemaException when the subject does not hold it
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    int idOf(String subject, Schema schema);

    /**
     * The newest schema of a subject.
     *
     * @throws UnknownSchemaException when there is no such subject
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    Registered latest(String subject);

    /**
     * The schema of an id.
     *
     * @throws UnknownSchemaException when the registry answers that it knows no such id
     * @throws IncompatibleSchemaException when it is no Avro schema
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    Schema byId(int id);
}
