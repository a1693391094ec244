package io.claimstream.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A registry with Confluent's REST API (Confluent, Apicurio's ccompat v7, Karapace, Redpanda). What it answered once is not asked
 * again: ids never change their meaning. Whoever keeps them on disk calls {@link #verifyCache()} on start. Thread-safe.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final int DEEPEST_REFERENCE = 16;

    private final RegistryClient client;
    private final SchemaIdCache cache;

    HttpSchemaRegistry(RegistryClient client, SchemaIdCache cache) {
        this.client = client;
        this.cache = cache;
    }

    /** Synchronized, and repeated as a question: two registrations of one new schema at once make a registry refuse the second. */
    @Override
    public int register(String subject, Schema schema) {
        Optional<Integer> known = cache.id(subject, schema);
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (this) {
            try {
                return cached(subject, schema, "/subjects/" + encoded(subject) + "/versions");
            } catch (IncompatibleSchemaException refused) {
                return registeredMeanwhile(subject, schema).orElseThrow(() -> refused);
            }
        }
    }

    private Optional<Integer> registeredMeanwhile(String subject, Schema schema) {
        try {
            return Optional.of(idOf(subject, schema));
        } catch (UnknownSchemaException | IncompatibleSchemaException e) {
            return Optional.empty();
        }
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return cached(subject, schema, "/subjects/" + encoded(subject));
    }

    @Override
    public Registered latest(String subject) {
        JsonNode answer = client.get("/subjects/" + encoded(subject) + "/versions/latest");
        return new Registered(id(answer), parse("the newest of " + subject, answer));
    }

    @Override
    public Schema byId(int id) {
        // Some registries have no proper answer to such a number, and a mangled frame may hold any.
        if (id < 1) {
            throw new UnknownSchemaException("Expected a schema id above 0, but it is " + id + ".", null);
        }
        Optional<Schema> known = cache.schema(id);
        if (known.isPresent()) {
            return known.get();
        }
        Schema schema = ask(id);
        cache.put(new SchemaIdCache.Entry(Optional.empty(), id, schema));
        return schema;
    }

    /**
     * Compares every id kept on disk with the registry, so that a registry that has lost its data is noticed before an id is
     * given a second meaning.
     *
     * @throws SchemaIdsChangedException when one differs; nothing may be written or read then
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    public void verifyCache() {
        List<String> differences = cache.entries().stream()
                .map(this::difference)
                .flatMap(Optional::stream)
                .toList();
        if (!differences.isEmpty()) {
            throw new SchemaIdsChangedException(
                    "Expected the schema registry to know the ids kept in " + cache.place() + ", but "
                            + String.join("; ", differences)
                            + ". It has lost its data or is another registry. Bring back the old one; or, if no topic holds "
                            + "events written with these ids, remove the directory.");
        }
    }

    /**
     * Whether the registry would take a schema beside the newest one of its subject; registers nothing.
     *
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    public boolean wouldTake(String subject, Schema schema) {
        try {
            String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest";
            return expected(
                    client.post(path, body(schema)).path("is_compatible"), JsonNode::isBoolean, JsonNode::booleanValue);
        } catch (UnknownSchemaException e) {
            // Whatever comes first is taken.
            return true;
        } catch (IncompatibleSchemaException e) {
            return false;
        }
    }

    /**
     * What the registry lets a new schema change, of subjects without a rule of their own, such as {@code FULL_TRANSITIVE}.
     *
     * @throws RegistryUnavailableException when the registry cannot be asked
     */
    public String compatibility() {
        return expected(client.get("/config").path("compatibilityLevel"), JsonNode::isTextual, JsonNode::textValue);
    }

    /** The registry's version; empty when it does not tell, as most do not. */
    public Optional<String> version() {
        try {
            return Optional.of(
                            client.get("/v1/metadata/version").path("version").asText())
                    .filter(it -> !it.isEmpty());
        } catch (RegistryUnavailableException | UnknownSchemaException e) {
            return Optional.empty();
        }
    }

    private Optional<String> difference(SchemaIdCache.Entry entry) {
        String name = entry.schema().getFullName() + " has id " + entry.id();
        try {
            if (entry.subject().isPresent()) {
                String subject = entry.subject().get();
                int id = id(client.post("/subjects/" + encoded(subject), body(entry.schema())));
                return id == entry.id() ? Optional.empty() : Optional.of(name + " here and " + id + " there");
            }
            return ask(entry.id()).equals(entry.schema())
                    ? Optional.empty()
                    : Optional.of(name + " here, which means another schema there");
        } catch (UnknownSchemaException | IncompatibleSchemaException e) {
            return Optional.of(name + " here and is unknown there");
        }
    }

    private int cached(String subject, Schema schema, String path) {
        Optional<Integer> known = cache.id(subject, schema);
        if (known.isPresent()) {
            return known.get();
        }
        int id = id(client.post(path, body(schema)));
        cache.put(new SchemaIdCache.Entry(Optional.of(subject), id, schema));
        return id;
    }

    private Schema ask(int id) {
        return parse("id " + id, client.get("/schemas/ids/" + id));
    }

    private Schema parse(String what, JsonNode answer) {
        try {
            Schema.Parser parser = new Schema.Parser();
            parseReferences(parser, answer, 0);
            return parser.parse(text(what, answer));
        } catch (AvroRuntimeException e) {
            throw new IncompatibleSchemaException("Expected " + what + " to be a schema that Avro can parse.", e);
        }
    }

    private void parseReferences(Schema.Parser parser, JsonNode answer, int depth) {
        if (depth > DEEPEST_REFERENCE) {
            throw new IncompatibleSchemaException("Expected schema references at most 16 deep.", null);
        }
        for (JsonNode reference : answer.path("references")) {
            if (!parser.getTypes().containsKey(reference.path("name").asText())) {
                String subject = reference.path("subject").asText();
                JsonNode referred = client.get("/subjects/" + encoded(subject) + "/versions/"
                        + reference.path("version").asInt());
                parseReferences(parser, referred, depth + 1);
                parser.parse(text(subject, referred));
            }
        }
    }

    private static String text(String what, JsonNode answer) {
        if (!"AVRO".equals(answer.path("schemaType").asText("AVRO"))) {
            throw new IncompatibleSchemaException("Expected " + what + " to be an Avro schema.", null);
        }
        return expected(answer.path("schema"), JsonNode::isTextual, JsonNode::textValue);
    }

    private static int id(JsonNode answer) {
        return expected(answer.path("id"), JsonNode::canConvertToInt, JsonNode::intValue);
    }

    private static <V> V expected(JsonNode node, Function<JsonNode, Boolean> fits, Function<JsonNode, V> value) {
        if (!fits.apply(node)) {
            throw new RegistryUnavailableException("Expected a schema registry, but the answer is not one's.", null);
        }
        return value.apply(node);
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
