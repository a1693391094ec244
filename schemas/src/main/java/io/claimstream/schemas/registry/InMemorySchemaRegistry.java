package io.claimstream.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry that lives and dies with its holder; for tests and tools that need no network. Thread-safe. */
public final class InMemorySchemaRegistry implements SchemaRegistry {

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Map<Schema, Integer>> subjects = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        return subjects.computeIfAbsent(subject, unseen -> new LinkedHashMap<>())
                .computeIfAbsent(schema, this::globalId);
    }

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        Integer id = subjects.getOrDefault(subject, Map.of()).get(schema);
        if (id == null) {
            throw new UnknownSchemaException(
                    "Expected " + schema.getFullName() + " under subject '" + subject + "', but it is not there.",
                    null);
        }
        return id;
    }

    @Override
    public synchronized Registered latest(String subject) {
        return subjects.getOrDefault(subject, Map.of()).entrySet().stream()
                .reduce((earlier, later) -> later)
                .map(entry -> new Registered(entry.getValue(), entry.getKey()))
                .orElseThrow(() ->
                        new UnknownSchemaException("Expected subject '" + subject + "', but there is none.", null));
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UnknownSchemaException("Expected a registered schema id, but " + id + " is unknown.", null);
        }
        return schemas.get(id - 1);
    }

    private int globalId(Schema schema) {
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }
}
