package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.http.Problem.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads an amount of money in a body: a JSON number of 0 or more, with at most 12 digits before the point and 2 behind it. */
final class AmountField {

    private static final int INTEGER_DIGITS = 12;

    private AmountField() {}

    /**
     * The amount with two decimals.
     *
     * @param wrong gets what is wrong with it
     * @return empty when it is missing, null, or wrong
     */
    static Optional<BigDecimal> read(JsonNode node, String pointer, List<Field> wrong) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isNumber()) {
            wrong.add(new Field(pointer, "WRONG_TYPE", "a number"));
            return Optional.empty();
        }
        BigDecimal amount = node.decimalValue();
        // The digits are looked at before rounding: 1e999999999 would fill the memory.
        if (amount.signum() < 0 || amount.precision() - (long) amount.scale() > INTEGER_DIGITS) {
            wrong.add(new Field(pointer, "OUT_OF_RANGE", "0 or more and less than 1000000000000"));
            return Optional.empty();
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            wrong.add(new Field(pointer, "TOO_MANY_DECIMALS", "at most 2 decimals"));
            return Optional.empty();
        }
        return Optional.of(amount.signum() == 0 ? new BigDecimal("0.00") : amount.setScale(2));
    }
}
