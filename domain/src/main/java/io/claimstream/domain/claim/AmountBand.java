package io.claimstream.domain.claim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A band of the amount claimed, by which errors and differences are told apart. Ordered from small to large.
 *
 * @param place of the band, counted from 0
 */
public record AmountBand(int place) implements Comparable<AmountBand> {

    /** Lower ends in whole units of the currency. */
    private static final List<Integer> FROM = List.of(0, 500, 1_000, 1_500, 2_000, 3_000, 5_000);

    public AmountBand {
        if (place < 0 || place >= FROM.size()) {
            throw new IllegalArgumentException(
                    "Expected a band of 0 to " + (FROM.size() - 1) + ", but got " + place + ".");
        }
    }

    /** The band of a sum of heads of loss, in units of the currency; below 0 counts as 0. */
    public static AmountBand of(BigDecimal sumOfHeads) {
        return of(sumOfHeads.doubleValue());
    }

    /** As above. */
    public static AmountBand of(double sumOfHeads) {
        int place = 0;
        while (place + 1 < FROM.size() && sumOfHeads >= FROM.get(place + 1)) {
            place++;
        }
        return new AmountBand(place);
    }

    /** Such as {@code under 500}, {@code 500 to 1,000} (exclusive) or {@code 5,000 and more}. */
    public String text() {
        if (place == 0) {
            return "under " + number(FROM.get(1));
        }
        String from = number(FROM.get(place));
        return place + 1 == FROM.size() ? from + " and more" : from + " to " + number(FROM.get(place + 1));
    }

    private static String number(int amount) {
        return String.format(Locale.ROOT, "%,d", amount);
    }

    @Override
    public int compareTo(AmountBand other) {
        return Integer.compare(place, other.place);
    }
}
