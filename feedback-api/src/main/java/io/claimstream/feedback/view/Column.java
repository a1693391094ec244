package io.claimstream.feedback.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A column of a view, and what of a value fits into it.
 *
 * @param name name in the database
 * @param type SQL type that H2 and PostgreSQL both know
 * @param maxLength greatest length of a text in characters; 0 for other types
 */
record Column(String name, String type, int maxLength) {

    private static final int AMOUNT_INTEGER_DIGITS = 12;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    static Column text(String name, int maxLength) {
        return new Column(name, "varchar(" + maxLength + ")", maxLength);
    }

    static Column id(String name) {
        return text(name, 200);
    }

    static Column integer(String name) {
        return new Column(name, "integer", 0);
    }

    static Column number(String name) {
        return new Column(name, "bigint", 0);
    }

    static Column share(String name) {
        return new Column(name, "double precision", 0);
    }

    static Column amount(String name) {
        return new Column(name, "numeric(14, 2)", 0);
    }

    static Column sum(String name) {
        return new Column(name, "numeric(30, 8)", 0);
    }

    static Column day(String name) {
        return new Column(name, "date", 0);
    }

    static Column time(String name) {
        return new Column(name, "timestamp with time zone", 0);
    }

    static Column bytes(String name) {
        return new Column(name, "bytea", 0);
    }

    static Column flag(String name) {
        return new Column(name, "boolean", 0);
    }

    /**
     * Whether the database takes the value as it is. Upstream writes what it likes: one value that the database refuses would
     * stop the projection for good.
     */
    boolean takes(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() <= maxLength && text.indexOf('\0') < 0;
        }
        if (value instanceof BigDecimal amount) {
            return amount.precision() - amount.scale() <= AMOUNT_INTEGER_DIGITS;
        }
        if (value instanceof Instant time) {
            return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
        }
        return true;
    }

    /** The value as both drivers take it: as a java.sql.Timestamp an instant would pass through the local time zone. */
    static @Nullable Object bindable(@Nullable Object value) {
        return value instanceof Instant time ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC) : value;
    }
}
