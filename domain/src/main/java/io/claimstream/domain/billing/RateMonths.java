package io.claimstream.domain.billing;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The calendar months for which a rate holds. Whole months, because tiers count the scores of one. Immutable.
 *
 * @param first the first month
 * @param last the last month; null for every further one
 */
public record RateMonths(YearMonth first, @Nullable YearMonth last) {

    public RateMonths {
        if (last != null && last.isBefore(first)) {
            throw new IllegalArgumentException("Expected a last month that is not before the first.");
        }
    }

    public boolean has(YearMonth month) {
        return !month.isBefore(first) && (last == null || !month.isAfter(last));
    }

    /** Whether some month is in both. */
    public boolean overlaps(RateMonths other) {
        return has(other.first) || other.has(first);
    }
}
