package io.claimstream.feedback.page.claim;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.page.Words;
import io.claimstream.model.picture.MoneyForm;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;

/**
 * Writes facts as people read them.
 *
 * @param money how amounts are written
 * @param time how times are written
 */
record FactWords(MoneyForm money, Function<Instant, String> time) {

    private static final int PSEUDONYM = 12;

    /** They, for a claim: amounts are in its own currency. */
    FactWords of(ClaimAccepted claim) {
        return new FactWords(new MoneyForm(claim.getCurrency(), money.locale()), time);
    }

    /** A value of a fact. */
    String of(FactField.Form form, Object value) {
        return switch (form) {
            case AMOUNT -> money.amount((BigDecimal) value);
            case FLAG -> (Boolean) value ? "yes" : "no";
            case TIME -> time.apply((Instant) value);
            case PSEUDONYM -> shortened(value.toString());
            case CODE -> Words.of(value.toString());
            case TEXT, COUNT -> value.toString();
        };
    }

    private static String shortened(String pseudonym) {
        return pseudonym.length() <= PSEUDONYM ? pseudonym : pseudonym.substring(0, PSEUDONYM) + "…";
    }
}
