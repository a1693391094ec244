package io.claimstream.feedback.page.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.validation.FieldLimit;
import io.claimstream.domain.validation.Rule;
import io.claimstream.feedback.contract.ClaimFormSchema;
import io.claimstream.schemas.json.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule about the value of one field, as the schema of a claim has it.
 *
 * @param keyword keyword of JSON Schema
 * @param value value of the keyword
 * @param says what the rule asks, for people
 */
public record FieldRule(String keyword, JsonNode value, String says) {

    /** What people can make of patterns. */
    private static final Map<String, String> FORMS =
            Map.of(ClaimKey.INSURER_PATTERN, ClaimKey.INSURER_FORM, ClaimKey.CLAIM_ID_PATTERN, ClaimKey.CLAIM_ID_FORM);

    /** Those that a property of the schema names. */
    static List<FieldRule> of(JsonNode property) {
        List<FieldRule> rules = new ArrayList<>();
        property.path(ClaimFormSchema.RULES).properties().forEach(it -> {
            JsonNode value = property.path(it.getKey());
            String meaning = Rule.valueOf(it.getValue().asText()).meaning();
            rules.add(new FieldRule(it.getKey(), value, meaning + limit(it.getKey(), value)));
        });
        return rules;
    }

    private static String limit(String keyword, JsonNode value) {
        return switch (keyword) {
            case "minimum" -> " Here it is at least " + value.decimalValue().toPlainString() + ".";
            case "maximum" -> " Here it is at most " + value.decimalValue().toPlainString() + ".";
            case "maxLength" -> " Here it is at most " + value.asInt() + " characters.";
            case FieldLimit.PATTERN ->
                Optional.ofNullable(FORMS.get(value.asText()))
                        .map(it -> " Here it is " + it + ".")
                        .orElse("");
            default -> "";
        };
    }

    static String json(List<FieldRule> rules) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (FieldRule rule : rules) {
            ObjectNode one = json.addObject().put("keyword", rule.keyword()).put("says", rule.says());
            // What a list allows is chosen from it: only what can be typed has to be looked at.
            if (!rule.keyword().equals("enum")) {
                one.set("value", rule.value());
            }
        }
        return EventJson.format(json);
    }
}
