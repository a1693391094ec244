package io.claimstream.schemas.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.schemas.TrustedEvents;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The JSON form of generated records ({@link EventJson}) as JSON Schema 2020-12, made from their Avro schemas: one definition for each record and
 * enumeration, by its simple name. Records other than those asked for are closed; those asked for are left open, so that an answer may
 * add to them. Not thread-safe; for one use.
 */
public final class EventJsonSchema {

    static {
        TrustedEvents.trust();
    }

    private final String base;
    private final SortedMap<String, ObjectNode> definitions = new TreeMap<>();

    /** @param base what stands before the name of a definition in a reference, such as {@code #/components/schemas/} */
    public EventJsonSchema(String base) {
        this.base = base;
    }

    /** Adds a record and all that it holds. */
    public EventJsonSchema with(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.get().getSchema(type);
        type(schema);
        definition(schema).remove("additionalProperties");
        return this;
    }

    /** The definitions by name. */
    public SortedMap<String, ObjectNode> definitions() {
        return definitions;
    }

    private ObjectNode type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> nullable(schema);
            case RECORD, ENUM -> reference(schema);
            case ARRAY -> object("array").set("items", type(schema.getElementType()));
            default -> scalar(schema);
        };
    }

    private ObjectNode nullable(Schema union) {
        Schema branch = union.getTypes().stream()
                .filter(it -> it.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
        ObjectNode json = type(branch);
        if (json.path("type").isTextual()) {
            String only = json.path("type").asText();
            json.putArray("type").add(only).add("null");
            return json;
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(json).add(object("null"));
        return either;
    }

    private ObjectNode reference(Schema schema) {
        if (!definitions.containsKey(schema.getName())) {
            ObjectNode definition = JsonNodeFactory.instance.objectNode();
            definitions.put(schema.getName(), definition);
            if (schema.getType() == Schema.Type.ENUM) {
                enumeration(schema, definition);
            } else {
                record(schema, definition);
            }
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", base + schema.getName());
    }

    private ObjectNode definition(Schema schema) {
        ObjectNode definition = definitions.get(schema.getName());
        if (definition == null) {
            throw new IllegalStateException("Expected a definition of " + schema.getName() + ".");
        }
        return definition;
    }

    private static void enumeration(Schema schema, ObjectNode definition) {
        definition.put("type", "string").put("description", schema.getDoc());
        ArrayNode symbols = definition.putArray("enum");
        schema.getEnumSymbols().forEach(symbols::add);
    }

    private void record(Schema schema, ObjectNode definition) {
        definition.put("type", "object").put("description", schema.getDoc());
        ObjectNode properties = definition.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Schema.Field field : schema.getFields()) {
            ObjectNode type = type(field.schema());
            type.put("description", described(field));
            properties.set(field.name(), type);
            if (!field.hasDefaultValue() && !field.schema().isNullable()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            definition.set("required", required);
        }
        definition.put("additionalProperties", false);
    }

    private static String described(Schema.Field field) {
        LogicalType logical = bare(field.schema()).getLogicalType();
        return logical instanceof LogicalTypes.Decimal amount
                ? field.doc() + " At most " + (amount.getPrecision() - amount.getScale()) + " digits and "
                        + amount.getScale() + " decimals."
                : field.doc();
    }

    private static Schema bare(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream()
                        .filter(it -> it.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private static ObjectNode scalar(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal) {
            return object("number");
        }
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return object("string").put("format", "date-time");
        }
        return switch (schema.getType()) {
            case STRING -> object("string");
            case BOOLEAN -> object("boolean");
            case INT -> object("integer").put("format", "int32");
            case LONG -> object("integer").put("format", "int64");
            case FLOAT, DOUBLE -> number();
            case BYTES -> object("string").put("contentEncoding", "base64");
            default -> throw new IllegalStateException("Expected no " + schema.getType() + " in an event.");
        };
    }

    /** Numbers that are not finite are texts. */
    private static ObjectNode number() {
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        ArrayNode branches = either.putArray("anyOf").add(object("number"));
        branches.addObject().putArray("enum").add("NaN").add("Infinity").add("-Infinity");
        return either;
    }

    private static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
