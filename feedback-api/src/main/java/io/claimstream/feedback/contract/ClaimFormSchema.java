package io.claimstream.feedback.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.validation.FieldLimit;
import io.claimstream.domain.validation.Rule;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.json.EventJsonSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form of a claim as JSON Schema 2020-12: fields and their texts from the Avro schema, limits from the rules of claims. {@code x-rules} beside a field
 * names the rule behind each keyword; at the top it lists the rules that no schema can keep.
 */
public final class ClaimFormSchema {

    /** Says of each keyword which rule it stands for. */
    public static final String RULES = "x-rules";

    private static final String DEFINITIONS = "#/$defs/";

    private ClaimFormSchema() {}

    /** The schema. Made anew each time, so that it may be changed. */
    public static ObjectNode make() {
        Map<String, ObjectNode> definitions =
                new EventJsonSchema(DEFINITIONS).with(ClaimSubmitted.class).definitions();
        ObjectNode claim = definitions.remove(ClaimSubmitted.class.getSimpleName());
        if (claim == null) {
            throw new IllegalStateException("Expected a definition of the claim.");
        }
        Set<Rule> kept = EnumSet.noneOf(Rule.class);
        for (FieldLimit limit : FieldLimit.all()) {
            add(limit, field(claim, definitions, limit.path()));
            kept.add(limit.rule());
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "A claim as it is submitted");
        schema.setAll(claim);
        schema.put("additionalProperties", false);
        ArrayNode others = schema.putArray(RULES);
        Arrays.stream(Rule.values())
                .filter(rule -> !kept.contains(rule))
                .forEach(rule -> others.addObject().put("code", rule.name()).put("meaning", rule.meaning()));
        ObjectNode defs = schema.putObject("$defs");
        definitions.forEach(defs::set);
        return schema;
    }

    private static ObjectNode field(ObjectNode claim, Map<String, ObjectNode> definitions, String path) {
        ObjectNode record = claim;
        List<String> parts = List.of(path.split("\\.", -1));
        for (String part : parts.subList(0, parts.size() - 1)) {
            ObjectNode found =
                    definitions.get(referenced(record.path("properties").path(part)));
            if (found == null) {
                throw new IllegalStateException("Expected a record at " + path + ".");
            }
            record = found;
        }
        if (record.path("properties").path(parts.get(parts.size() - 1)) instanceof ObjectNode field) {
            return field;
        }
        throw new IllegalStateException("Expected a field at " + path + ".");
    }

    /** The name of the definition that a field refers to, itself or as one of two branches of which the other is null. */
    private static String referenced(JsonNode field) {
        String reference = field.has("$ref")
                ? field.path("$ref").asText()
                : field.path("anyOf").path(0).path("$ref").asText();
        return reference.substring(Math.min(reference.length(), DEFINITIONS.length()));
    }

    private static void add(FieldLimit limit, ObjectNode field) {
        boolean isOptional = field.path("type").isArray();
        if (limit.value() instanceof BigDecimal number) {
            field.put(limit.keyword(), number);
        } else if (limit.value() instanceof List<?> texts) {
            ArrayNode values = field.putArray(limit.keyword());
            texts.forEach(text -> values.add(text.toString()));
            if (isOptional) {
                // What is blank is not known, like what is absent.
                values.add("").addNull();
            }
        } else if (limit.keyword().equals(FieldLimit.NOT_PATTERN)) {
            // A pattern holds for texts only: null passes it, and so would not pass its opposite.
            field.putObject(limit.keyword())
                    .put("type", "string")
                    .put(FieldLimit.PATTERN, limit.value().toString());
        } else {
            field.put(limit.keyword(), limit.value().toString());
        }
        field.withObject("/" + RULES).put(limit.keyword(), limit.rule().name());
    }
}
