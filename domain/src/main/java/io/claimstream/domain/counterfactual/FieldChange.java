package io.claimstream.domain.counterfactual;

import java.math.BigDecimal;

/**
 * One field with another value.
 *
 * @param field the field
 * @param from what the claim states; a flag is 0 or 1
 * @param to what it would state
 */
public record FieldChange(ChangeableField field, BigDecimal from, long to) {

    /** The change in words, such as {@code Prognosis: 9 months instead of 5 months}. */
    public String sentence(String currency) {
        return field.words() + ": " + field.step().say(BigDecimal.valueOf(to), currency) + " instead of "
                + field.step().say(from, currency);
    }
}
