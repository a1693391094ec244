package io.claimstream.feedback.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;

/** Values of the schemas of a document, by chance. They keep to types, enumerations, bounds and the formats of times; of patterns they know nothing. */
final class SchemaValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    private static final int MOST_LETTERS = 24;
    private static final int SECONDS = 2_000_000_000;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._- é漢";

    private final JsonNode document;
    private final Random random;

    SchemaValues(JsonNode document, Random random) {
        this.document = document;
        this.random = random;
    }

    /** The node that is meant, where there may be a reference. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    /** A value of a schema. */
    JsonNode value(JsonNode schema) {
        return value(schema, 0);
    }

    private JsonNode value(JsonNode mayRefer, int depth) {
        JsonNode schema = resolved(mayRefer);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return value(anyOf(schema.path(choice)), depth + 1);
            }
        }
        if (schema.has("allOf")) {
            ObjectNode all = JSON.objectNode();
            schema.path("allOf").forEach(part -> {
                if (value(part, depth + 1) instanceof ObjectNode object) {
                    all.setAll(object);
                }
            });
            return all;
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return anyOf(schema.path("enum"));
        }
        return typed(schema, depth);
    }

    private JsonNode typed(JsonNode schema, int depth) {
        JsonNode types = schema.path("type");
        String type = types.isArray() ? anyOf(types).asText() : types.asText("object");
        return switch (type) {
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(integer(schema));
            case "number" -> JSON.numberNode(BigDecimal.valueOf(integer(schema), 2));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = depth > DEEPEST ? 0 : schema.path("minItems").asInt() + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        schema.path("properties").properties().forEach(property -> {
            boolean isWanted = required.contains(property.getKey()) || (depth < DEEPEST && random.nextInt(3) > 0);
            if (isWanted) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private String text(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return java.time.Instant.ofEpochSecond(random.nextInt(SECONDS)).toString();
        }
        if (schema.path("format").asText().equals("date")) {
            return java.time.LocalDate.ofEpochDay(random.nextInt(30_000)).toString();
        }
        int most = Math.min(MOST_LETTERS, schema.path("maxLength").asInt(MOST_LETTERS));
        int length = Math.max(schema.path("minLength").asInt(), random.nextInt(most + 1));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private long integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(-3);
        long most = Math.max(least, schema.path("maximum").asLong(least + 2_000));
        return least + (long) (random.nextDouble() * (most - least));
    }

    private JsonNode anyOf(JsonNode array) {
        return array.get(random.nextInt(array.size()));
    }
}
