package io.claimstream.feedback.page;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads amounts as browsers send them from number fields: digits with a point, in every locale. */
public final class Amounts {

    private static final Pattern FORM = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private Amounts() {}

    /** The amount; empty when it has another form. */
    public static Optional<BigDecimal> read(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
