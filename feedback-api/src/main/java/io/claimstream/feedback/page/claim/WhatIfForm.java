package io.claimstream.feedback.page.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.feature.KnownCategories;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.page.Amounts;
import io.claimstream.feedback.page.claim.FactField.Form;
import io.claimstream.feedback.page.claim.FactField.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The facts of a claim, to be changed and looked at: those that a preview may change as fields, the others as text. Immutable.
 *
 * @param sections fields that belong together
 * @param fixed what stays as it is: name and text
 */
public record WhatIfForm(List<Section> sections, List<Field> fixed) {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final BigDecimal LEAST_REACH = new BigDecimal(1000);
    private static final int STEPS = 100;
    private static final Map<String, List<String>> SUGGESTED = Map.of(
            "accident.type", KnownCategories.accidentTypes(),
            "injury.dominantInjury", KnownCategories.dominantInjuries());

    public WhatIfForm {
        sections = List.copyOf(sections);
        fixed = List.copyOf(fixed);
    }

    /**
     * Fields that belong together.
     *
     * @param isOpen whether they are shown before someone asks
     */
    public record Section(String name, boolean isOpen, List<Field> fields) {}

    /**
     * A fact.
     *
     * @param path its name in the form
     * @param kind amount, count, flag, time or text
     * @param value as the form states it; blank when not known
     * @param greatest right end of its slider, or blank for none
     * @param step of its slider
     * @param suggested what may be chosen, beside anything else
     */
    public record Field(
            String path,
            String words,
            String kind,
            String value,
            String greatest,
            String step,
            List<String> suggested) {}

    /** The form of a claim. */
    static WhatIfForm of(ClaimAccepted claim, FactWords words) {
        List<Section> sections = Arrays.stream(Part.values())
                .map(part -> section(part, claim))
                .filter(it -> !it.fields().isEmpty())
                .toList();
        List<Field> fixed = FactField.ALL.stream()
                .filter(it -> !it.isChangeable())
                .flatMap(field -> field.value().apply(claim).stream()
                        .map(value -> new Field(
                                field.path(),
                                field.words(),
                                "fixed",
                                words.of(field.form(), value),
                                "",
                                "",
                                List.of())))
                .toList();
        return new WhatIfForm(sections, fixed);
    }

    private static Section section(Part part, ClaimAccepted claim) {
        List<Field> fields = FactField.ALL.stream()
                .filter(it -> it.part() == part && it.isChangeable())
                .map(it -> field(it, claim))
                .toList();
        return new Section(part.words(), part != Part.ACCIDENT, fields);
    }

    private static Field field(FactField field, ClaimAccepted claim) {
        String value = typed(field, claim);
        boolean hasSlider = field.form() == Form.AMOUNT && !value.isEmpty();
        BigDecimal greatest = hasSlider ? reach(new BigDecimal(value)) : BigDecimal.ZERO;
        return new Field(
                field.path(),
                field.words(),
                switch (field.form()) {
                    case AMOUNT -> "amount";
                    case COUNT -> "count";
                    case FLAG -> "flag";
                    case TIME -> "time";
                    case TEXT, CODE, PSEUDONYM -> "text";
                },
                value,
                hasSlider ? greatest.toPlainString() : "",
                hasSlider
                        ? greatest.divide(BigDecimal.valueOf(STEPS), 0, RoundingMode.CEILING)
                                .toPlainString()
                        : "",
                SUGGESTED.getOrDefault(field.path(), List.of()));
    }

    /** Twice the amount, in whole thousands. */
    private static BigDecimal reach(BigDecimal amount) {
        return amount.multiply(BigDecimal.valueOf(2))
                .divide(LEAST_REACH, 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .multiply(LEAST_REACH);
    }

    /** What a claim states, as a browser would send it; blank when it states nothing. */
    private static String typed(FactField field, ClaimAccepted claim) {
        return field.value()
                .apply(claim)
                .map(it -> switch (field.form()) {
                    case AMOUNT -> plain((BigDecimal) it);
                    case TIME -> MINUTES.format(((Instant) it).atOffset(ZoneOffset.UTC));
                    case COUNT, FLAG, TEXT, CODE, PSEUDONYM -> it.toString().strip();
                })
                .orElse("");
    }

    private static String plain(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /**
     * What was changed, in the form that a preview takes.
     *
     * @param typed what was sent, by the path of the field; blank for nothing
     */
    static ObjectNode changes(ClaimAccepted claim, UnaryOperator<String> typed) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        for (FactField field : FactField.ALL) {
            String sent = typed.apply(field.path());
            if (field.isChangeable() && !isSame(field, sent, typed(field, claim))) {
                put(changes, field, sent);
            }
        }
        return changes;
    }

    private static boolean isSame(FactField field, String sent, String stated) {
        if (field.form() == Form.AMOUNT && !sent.isEmpty() && !stated.isEmpty()) {
            return Amounts.read(sent)
                    .filter(it -> it.compareTo(new BigDecimal(stated)) == 0)
                    .isPresent();
        }
        return sent.equals(stated);
    }

    /** What cannot be read goes on as text, and is refused like everything of another form. */
    private static void put(ObjectNode changes, FactField field, String sent) {
        if (sent.isEmpty()) {
            changes.putNull(field.path());
            return;
        }
        switch (field.form()) {
            case AMOUNT, COUNT ->
                Amounts.read(sent)
                        .ifPresentOrElse(it -> changes.put(field.path(), it), () -> changes.put(field.path(), sent));
            case FLAG -> {
                Optional<Boolean> flag = sent.equals("true") || sent.equals("false")
                        ? Optional.of(Boolean.valueOf(sent))
                        : Optional.empty();
                flag.ifPresentOrElse(it -> changes.put(field.path(), it), () -> changes.put(field.path(), sent));
            }
            case TIME -> changes.put(field.path(), instant(sent));
            case TEXT, CODE, PSEUDONYM -> changes.put(field.path(), sent);
        }
    }

    private static String instant(String sent) {
        try {
            return LocalDateTime.parse(sent).toInstant(ZoneOffset.UTC).toString();
        } catch (DateTimeParseException e) {
            return sent;
        }
    }
}
