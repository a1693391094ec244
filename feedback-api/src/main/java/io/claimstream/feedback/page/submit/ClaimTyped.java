package io.claimstream.feedback.page.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.page.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A claim between a form and the JSON that the API takes.
 *
 * @param fields what the form asks
 * @param zone the zone in which times are typed, which the form says
 */
record ClaimTyped(ClaimFields fields, ZoneId zone) {

    /** Behind the path of a time: the moment that was filled in beforehand. It has more of it than browsers know, and where clocks are set back tells which of two it is. */
    static final String EXACT = "-exact";

    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");

    /**
     * The JSON of what was typed. What cannot be read goes on as text, and is refused like everything of another form.
     *
     * @param typed what stands in a field, by its path; empty for nothing
     */
    ObjectNode json(Function<String, Optional<String>> typed) {
        ObjectNode claim = JsonNodeFactory.instance.objectNode();
        for (ClaimFields.Part part : fields.parts()) {
            ObjectNode record = part.path().isEmpty() ? claim : JsonNodeFactory.instance.objectNode();
            Stream.concat(part.usual().stream(), part.more().stream()).forEach(field -> typed.apply(field.path())
                    .map(text -> meant(field, text, typed))
                    .ifPresent(text -> put(record, field, text)));
            if (!part.path().isEmpty() && !(part.isOptional() && record.isEmpty())) {
                claim.set(part.path(), record);
            }
        }
        return claim;
    }

    private void put(ObjectNode record, ClaimField field, String text) {
        String name = field.path().substring(field.path().lastIndexOf('.') + 1);
        switch (field.kind()) {
            case AMOUNT -> Amounts.read(text).ifPresentOrElse(it -> record.put(name, it), () -> record.put(name, text));
            case COUNT -> {
                if (COUNT.matcher(text).matches()) {
                    record.put(name, Long.parseLong(text));
                } else {
                    record.put(name, text);
                }
            }
            case FLAG -> {
                if (text.equals("true") || text.equals("false")) {
                    record.put(name, Boolean.parseBoolean(text));
                } else {
                    record.put(name, text);
                }
            }
            case TIME -> record.put(name, time(text));
            case TEXT, LINES, CHOICE -> record.put(name, text);
        }
    }

    /** A time that still stands as it was filled in beforehand is the moment that it was. */
    private String meant(ClaimField field, String text, Function<String, Optional<String>> typed) {
        return Optional.of(field.path() + EXACT)
                .filter(it -> field.kind() == ClaimField.Kind.TIME)
                .flatMap(typed)
                .flatMap(ClaimTyped::instant)
                .filter(it -> time(it).equals(text))
                .map(Instant::toString)
                .orElse(text);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String time(String text) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** What a claim states, as a browser would send it, by path. */
    Map<String, String> typed(JsonNode claim) {
        Map<String, String> typed = new HashMap<>();
        for (ClaimField field : fields.all()) {
            JsonNode value = claim.at("/" + field.path().replace('.', '/'));
            if (value.isValueNode() && !value.isNull()) {
                typed.put(field.path(), text(field, value));
                if (field.kind() == ClaimField.Kind.TIME) {
                    typed.put(field.path() + EXACT, value.asText());
                }
            }
        }
        return typed;
    }

    private String text(ClaimField field, JsonNode value) {
        return switch (field.kind()) {
            case AMOUNT -> amount(value.decimalValue());
            case TIME -> time(Instant.parse(value.asText()));
            case TEXT, LINES, CHOICE, FLAG, COUNT -> value.asText();
        };
    }

    /** To the millisecond: browsers know no more. */
    private String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS)
                .atZone(zone)
                .toLocalDateTime()
                .toString();
    }

    private static String amount(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
