package io.claimstream.domain.feature;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How single values become floats. Every step is exact or one IEEE operation, so that the result has the same bits on every Java machine.
 */
final class FeatureValues {

    private static final Pattern PROGNOSIS =
            Pattern.compile("(?:[A-Z]\\s*\\.?\\s+|[A-Z]\\.)?(\\d{1,3})\\s*months?", Pattern.CASE_INSENSITIVE);

    private FeatureValues() {}

    static float number(long value) {
        return value;
    }

    /** An amount with up to four decimals, in whole currency units; NaN when not known. */
    static float amount(Optional<BigDecimal> value) {
        return value.map(FeatureValues::amount).orElse(Float.NaN);
    }

    /** An amount in pence, in whole currency units. */
    static float pounds(long pence) {
        return (float) (pence / 100d);
    }

    /** A share of two amounts in pence; NaN when nothing stands below the line. */
    static float ratio(long part, long whole) {
        return whole == 0 ? Float.NaN : (float) ((double) part / whole);
    }

    /** 1 for yes, 0 for no, NaN when not known. */
    static float flag(Optional<Boolean> value) {
        return value.map(yes -> yes ? 1f : 0f).orElse(Float.NaN);
    }

    /** Months of a prognosis such as 'F. 6 months', with or without the letter; NaN when absent or in other words. */
    static float months(Optional<String> prognosis) {
        return prognosis
                .map(text -> PROGNOSIS.matcher(text.strip()))
                .filter(Matcher::matches)
                .map(match -> (float) Integer.parseInt(match.group(1)))
                .orElse(Float.NaN);
    }

    /** Calendar days, UTC, from the accident to the claim; NaN when a date is missing. */
    static float claimLagDays(ClaimAccepted claim) {
        Optional<Instant> accident = Optional.of(claim.getAccident()).flatMap(Accident::getDate);
        return claim.getClaimDate()
                .flatMap(made -> accident.map(happened -> number(epochDay(made) - epochDay(happened))))
                .orElse(Float.NaN);
    }

    /** 1 when a text belongs to the category with this suffix, else 0; NaN when absent. */
    static float indicator(CategorySet set, String suffix, Optional<String> text) {
        return flag(text.map(value -> set.suffixOf(value).equals(suffix)));
    }

    private static float amount(BigDecimal value) {
        long tenThousandths =
                value.setScale(4, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
        return (float) (tenThousandths / 10_000d);
    }

    private static long epochDay(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
}
