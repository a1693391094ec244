package io.claimstream.released;

import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.registry.UnknownSchemaException;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schema registry of a release as it was, for reading only. */
record KeptSchemas(Map<Integer, Schema> byId) implements SchemaRegistry {

    KeptSchemas {
        byId = Map.copyOf(byId);
    }

    @Override
    public Schema byId(int id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> new UnknownSchemaException("Expected a kept schema, but not " + id + ".", null));
    }

    @Override
    public int register(String subject, Schema schema) {
        throw new UnsupportedOperationException("Expected nothing to be written with what is kept.");
    }

    @Override
    public int idOf(String subject, Schema schema) {
        throw new UnsupportedOperationException("Expected nothing to be written with what is kept.");
    }

    @Override
    public Registered latest(String subject) {
        throw new UnsupportedOperationException("Expected nothing to be written with what is kept.");
    }
}
