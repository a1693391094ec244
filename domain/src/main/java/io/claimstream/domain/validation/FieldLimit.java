package io.claimstream.domain.validation;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.Currencies;
import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.LineOfBusiness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rule about one field of a submitted claim, in the words of JSON Schema: forms can keep what they can before anything is sent. Rules that compare fields, or
 * look at the clock or at earlier revisions, are none of these. Immutable.
 *
 * @param path the field, dots between its parts, such as {@code accident.passengers}
 * @param keyword keyword of JSON Schema
 * @param value value of the keyword: a number, a regular expression, or the list of texts that may stand there
 * @param rule the rule that a claim breaks otherwise
 */
public record FieldLimit(String path, String keyword, Object value, Rule rule) {

    /** Keyword of a regular expression that must be found. */
    public static final String PATTERN = "pattern";

    /** Keyword of a regular expression that must not be found. */
    public static final String NOT_PATTERN = "not";

    /** Keyword of a list. */
    public static final String ENUM = "enum";

    private static final String CONTROL = "[\\u0000-\\u001f\\u007f-\\u009f]";
    private static final String CONTROL_BUT_WHITESPACE = "[\\u0000-\\u0008\\u000e-\\u001b\\u007f-\\u009f]";

    /** Every one, from the very tables that {@link ClaimValidation} goes by. */
    public static List<FieldLimit> all() {
        List<FieldLimit> limits = new ArrayList<>();
        limits.add(new FieldLimit("insurer", PATTERN, ClaimKey.INSURER_PATTERN, Rule.ID_MALFORMED));
        limits.add(new FieldLimit("claimId", PATTERN, ClaimKey.CLAIM_ID_PATTERN, Rule.ID_MALFORMED));
        TextRules.TEXTS.forEach(text -> texts(text, limits));
        limits.add(new FieldLimit(
                "lineOfBusiness",
                ENUM,
                Arrays.stream(LineOfBusiness.values()).map(Enum::name).toList(),
                Rule.LINE_OF_BUSINESS_UNKNOWN));
        limits.add(new FieldLimit(
                "currency", ENUM, Currencies.all().stream().sorted().toList(), Rule.CURRENCY_UNKNOWN));
        limits.add(new FieldLimit(
                "protectedAttributes.gender",
                ENUM,
                EnumerationRules.GENDERS.stream().sorted().toList(),
                Rule.GENDER_UNKNOWN));
        NumberRules.RANGES.forEach(range -> {
            limits.add(
                    new FieldLimit(range.path(), "minimum", BigDecimal.valueOf(range.min()), Rule.NUMBER_OUT_OF_RANGE));
            limits.add(
                    new FieldLimit(range.path(), "maximum", BigDecimal.valueOf(range.max()), Rule.NUMBER_OUT_OF_RANGE));
        });
        for (HeadOfLoss head : HeadOfLoss.values()) {
            String path = "headsOfLoss." + head.field();
            limits.add(new FieldLimit(path, "minimum", BigDecimal.ZERO, Rule.AMOUNT_NEGATIVE));
            limits.add(new FieldLimit(path, "maximum", AmountRules.LARGEST_HEAD, Rule.AMOUNT_TOO_LARGE));
        }
        return List.copyOf(limits);
    }

    private static void texts(TextRules.Text text, List<FieldLimit> limits) {
        if (text.kind() == TextRules.Kind.REQUIRED) {
            limits.add(new FieldLimit(text.path(), PATTERN, "\\S", Rule.TEXT_BLANK));
        }
        limits.add(new FieldLimit(text.path(), "maxLength", BigDecimal.valueOf(text.maxLength()), Rule.TEXT_TOO_LONG));
        limits.add(new FieldLimit(
                text.path(),
                NOT_PATTERN,
                text.kind() == TextRules.Kind.OPTIONAL_MULTILINE ? CONTROL_BUT_WHITESPACE : CONTROL,
                Rule.TEXT_CONTROL_CHARACTER));
    }
}
