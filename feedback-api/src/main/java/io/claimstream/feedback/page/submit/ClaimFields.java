package io.claimstream.feedback.page.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.feature.KnownCategories;
import io.claimstream.domain.validation.FieldLimit;
import io.claimstream.feedback.contract.ClaimFormSchema;
import io.claimstream.feedback.page.submit.ClaimField.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What a form asks of a claim, made from the schema that the API serves: a field that the schema gains is asked for by itself. Immutable.
 *
 * @param parts what belongs together, in the order of the schema
 * @param others rules that no field alone can keep
 */
record ClaimFields(List<Part> parts, List<String> others) {

    /** What most claims state. It stands first; the rest of a part is asked for when wanted. */
    static final List<String> USUAL = List.of(
            "claimDate",
            "accident.type",
            "accident.date",
            "injury.prognosis",
            "injury.dominantInjury",
            "injury.whiplash",
            "headsOfLoss.generalFixed",
            "headsOfLoss.generalRest",
            "headsOfLoss.specialEarningsLoss",
            "headsOfLoss.specialHealthExpenses",
            "headsOfLoss.specialAssetDamage",
            "headsOfLoss.specialTherapy");

    private static final String WHOLE = "";

    private static final Pattern EXAMPLE = Pattern.compile(", such as [A-Z_]+\\.");

    ClaimFields {
        parts = List.copyOf(parts);
        others = List.copyOf(others);
    }

    /**
     * Fields that belong together.
     *
     * @param path of the record that holds them; blank for the claim itself
     * @param words what people call it
     * @param hint what it is
     * @param isOptional whether a claim may be without all of it
     * @param usual fields that most claims state
     * @param more the others
     */
    record Part(
            String path, String words, String hint, boolean isOptional, List<ClaimField> usual, List<ClaimField> more) {

        Part {
            usual = List.copyOf(usual);
            more = List.copyOf(more);
        }
    }

    /** Those of the schema. */
    static ClaimFields make() {
        return of(ClaimFormSchema.make());
    }

    static ClaimFields of(JsonNode schema) {
        List<Part> parts = new ArrayList<>();
        parts.add(part(WHOLE, "The claim", "", false, schema));
        schema.path("properties").properties().forEach(it -> {
            String reference = reference(it.getValue());
            if (!reference.isEmpty()) {
                JsonNode record = schema.at(reference.substring(1));
                parts.add(part(
                        it.getKey(),
                        words(it.getKey()),
                        record.path("description").asText().replace("null is", "empty is"),
                        !names(schema.path("required")).contains(it.getKey()),
                        record));
            }
        });
        List<String> others = StreamSupport.stream(
                        schema.path(ClaimFormSchema.RULES).spliterator(), false)
                .map(it -> it.path("meaning").asText())
                .toList();
        return new ClaimFields(parts, others);
    }

    /** Every field. */
    List<ClaimField> all() {
        List<ClaimField> all = new ArrayList<>();
        parts.forEach(part -> {
            all.addAll(part.usual());
            all.addAll(part.more());
        });
        return Collections.unmodifiableList(all);
    }

    private static Part part(String path, String words, String hint, boolean isOptional, JsonNode record) {
        Set<String> required = names(record.path("required"));
        List<ClaimField> usual = new ArrayList<>();
        List<ClaimField> more = new ArrayList<>();
        record.path("properties").properties().forEach(it -> {
            if (reference(it.getValue()).isEmpty()) {
                ClaimField field = field(path, it.getKey(), required.contains(it.getKey()), it.getValue());
                boolean isUsual = field.isRequired() || USUAL.contains(field.path());
                (isUsual ? usual : more).add(field);
            }
        });
        usual.sort(Comparator.comparing((ClaimField it) -> !it.isRequired())
                .thenComparingInt(it -> USUAL.indexOf(it.path())));
        return new Part(path, words, hint, isOptional, usual, more);
    }

    private static ClaimField field(String part, String name, boolean isRequired, JsonNode property) {
        String path = part.isEmpty() ? name : part + "." + name;
        List<String> choices = new ArrayList<>();
        property.path("enum").forEach(it -> {
            if (!it.isNull() && !it.asText().isEmpty()) {
                choices.add(it.asText());
            }
        });
        return new ClaimField(
                path,
                words(name),
                hint(property),
                kind(path, property),
                isRequired,
                choices,
                KnownCategories.ofField(path),
                FieldRule.of(property));
    }

    /** Times are UTC in a claim, and in the reader's zone in a form; what stands in a list needs no example. */
    private static String hint(JsonNode property) {
        String described = property.path("description").asText();
        String hint = property.has("enum") ? EXAMPLE.matcher(described).replaceAll(".") : described;
        return property.path("format").asText().equals("date-time") ? hint.replace(", UTC.", ".") : hint;
    }

    private static Kind kind(String path, JsonNode property) {
        if (property.has("enum")) {
            return Kind.CHOICE;
        }
        JsonNode type = property.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "boolean" -> Kind.FLAG;
            case "integer" -> Kind.COUNT;
            case "number" -> Kind.AMOUNT;
            case "string" -> property.path("format").asText().equals("date-time") ? Kind.TIME : text(property);
            default -> throw new IllegalStateException("Expected a field that a form can ask for at " + path + ".");
        };
    }

    /** A text that may hold line breaks is asked for in several lines. */
    private static Kind text(JsonNode property) {
        String forbidden =
                property.path(FieldLimit.NOT_PATTERN).path(FieldLimit.PATTERN).asText();
        return forbidden.isEmpty() || Pattern.compile(forbidden).matcher("\n").find() ? Kind.TEXT : Kind.LINES;
    }

    /** Where the record stands that a property refers to; blank for one that refers to none. */
    private static String reference(JsonNode property) {
        return property.has("$ref")
                ? property.path("$ref").asText()
                : property.path("anyOf").path(0).path("$ref").asText();
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new HashSet<>();
        Consumer<JsonNode> add = it -> names.add(it.asText());
        array.forEach(add);
        return names;
    }

    /** The name of a field, such as specialEarningsLoss, as Special earnings loss. */
    static String words(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
