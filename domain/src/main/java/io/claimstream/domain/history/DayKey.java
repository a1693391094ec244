package io.claimstream.domain.history;

import java.util.HexFormat;

/**
 * Key of a day bucket. As text, the days of one history stand together in the order of time, so that a window is a range scan.
 *
 * @param entity text of an {@link EntityKey}
 * @param day days since 1970-01-01 UTC; any int
 */
public record DayKey(String entity, int day) {

    private static final int DAY_DIGITS = 8;

    /** {@code entity|day}, the day as eight hexadecimal digits with the sign bit flipped: then text order is time order. */
    public String text() {
        return entity + "|" + HexFormat.of().toHexDigits(day ^ Integer.MIN_VALUE);
    }

    /** Reads what {@link #text()} wrote. */
    public static DayKey parse(String text) {
        int digits = text.length() - DAY_DIGITS;
        return new DayKey(
                text.substring(0, digits - 1),
                Integer.parseUnsignedInt(text.substring(digits), 16) ^ Integer.MIN_VALUE);
    }
}
