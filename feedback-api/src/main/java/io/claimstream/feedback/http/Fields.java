package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.Problem.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the fields of a JSON object and finds all that is wrong with them at once. Not thread-safe. */
final class Fields {

    private static final int SHARE_DIGITS = 12;

    private final JsonNode json;
    private final List<Field> wrong = new ArrayList<>();

    /**
     * @param known the fields that the object may have
     * @throws ProblemException when it is no object
     */
    Fields(JsonNode json, Set<String> known) {
        if (!(json instanceof ObjectNode)) {
            throw invalid(List.of(new Field("", "WRONG_TYPE", "an object")));
        }
        this.json = json;
        json.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                String pointer = "/" + field.replace("~", "~0").replace("/", "~1");
                wrong.add(new Field(pointer, "UNKNOWN_FIELD", "one of the documented fields"));
            }
        });
    }

    /** A text that must be there; empty when it is missing or wrong. */
    String text(String name, Predicate<String> form, String expected) {
        Optional<String> text = optionalText(name, form, expected);
        if (isMissing(name)) {
            wrong.add(new Field("/" + name, "MISSING", expected));
        }
        return text.orElse("");
    }

    /** A text that may be there; empty when it is not, or wrong. */
    Optional<String> optionalText(String name, Predicate<String> form, String expected) {
        JsonNode node = json.path(name);
        if (isMissing(name)) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            wrong.add(new Field("/" + name, "WRONG_TYPE", expected));
            return Optional.empty();
        }
        if (!form.test(node.textValue())) {
            wrong.add(new Field("/" + name, "WRONG_FORM", expected));
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    /** An amount that must be there; empty when it is missing or wrong. */
    Optional<BigDecimal> amount(String name, String expected) {
        if (isMissing(name)) {
            wrong.add(new Field("/" + name, "MISSING", expected));
        }
        return AmountField.read(json.path(name), "/" + name, wrong);
    }

    /** A number from 0 to another, both included, that must be there; zero when it is missing or wrong. */
    BigDecimal share(String name, BigDecimal most, String expected) {
        return share(name, BigDecimal.ZERO, most, expected);
    }

    /** A number from one of 0 or more to another, both included, that must be there; zero when it is missing or wrong. */
    BigDecimal share(String name, BigDecimal least, BigDecimal most, String expected) {
        JsonNode node = json.path(name);
        boolean isInside = node.isNumber()
                && node.decimalValue().compareTo(least) >= 0
                && node.decimalValue().compareTo(most) <= 0
                && node.decimalValue().scale() <= SHARE_DIGITS;
        if (!isInside) {
            String code = isMissing(name) ? "MISSING" : node.isNumber() ? "OUT_OF_RANGE" : "WRONG_TYPE";
            wrong.add(new Field("/" + name, code, expected));
            return BigDecimal.ZERO;
        }
        return node.decimalValue();
    }

    /** A field that must not be there. */
    void refuse(String name, String expected) {
        if (!isMissing(name)) {
            wrong.add(new Field("/" + name, "NOT_ALLOWED", expected));
        }
    }

    /** What was found to be wrong elsewhere. */
    void add(List<Field> found) {
        wrong.addAll(found);
    }

    /** The name of one of several constants; the first of them when it is missing or wrong. */
    <E extends Enum<E>> E oneOf(String name, E[] constants) {
        String names = "one of " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
        JsonNode node = json.path(name);
        for (E constant : constants) {
            if (node.isTextual() && constant.name().equals(node.textValue())) {
                return constant;
            }
        }
        String code = node.isTextual() ? "UNKNOWN_SYMBOL" : isMissing(name) ? "MISSING" : "WRONG_TYPE";
        wrong.add(new Field("/" + name, code, names));
        return constants[0];
    }

    /** A time that may be there. */
    Optional<Instant> optionalTime(String name, Predicate<Instant> form, String expected) {
        return optionalText(name, text -> isTime(text, form), expected).map(Instant::parse);
    }

    /** A whole number between two others, both included; the default when it is missing or wrong. */
    int integer(String name, int byDefault, int min, int max) {
        JsonNode node = json.path(name);
        if (isMissing(name)) {
            return byDefault;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            String code = node.isNumber() ? "OUT_OF_RANGE" : "WRONG_TYPE";
            wrong.add(new Field("/" + name, code, "a whole number from " + min + " to " + max));
            return byDefault;
        }
        return node.intValue();
    }

    /** A whole number between two others, both included, that must be there; the lesser when it is missing or wrong. */
    int needed(String name, int min, int max) {
        if (isMissing(name)) {
            wrong.add(new Field("/" + name, "MISSING", "a whole number from " + min + " to " + max));
        }
        return integer(name, min, min, max);
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException naming every place that is wrong
     */
    void done() {
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
    }

    private boolean isMissing(String name) {
        return json.path(name).isMissingNode() || json.path(name).isNull();
    }

    private static boolean isTime(String text, Predicate<Instant> form) {
        try {
            return form.test(Instant.parse(text));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static ProblemException invalid(List<Field> fields) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, fields));
    }
}
