package io.claimstream.ingest;

import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;

/** A registry that cannot be reached for as long as a test says. Thread-safe. */
record AwayRegistry(SchemaRegistry registry, BooleanSupplier away) implements SchemaRegistry {

    @Override
    public int register(String subject, Schema schema) {
        return reached().register(subject, schema);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return reached().idOf(subject, schema);
    }

    @Override
    public Registered latest(String subject) {
        return reached().latest(subject);
    }

    @Override
    public Schema byId(int id) {
        return reached().byId(id);
    }

    private SchemaRegistry reached() {
        if (away.getAsBoolean()) {
            throw new RegistryUnavailableException("away", null);
        }
        return registry;
    }
}
