package io.claimstream.feedback.http;

import io.claimstream.feedback.figures.Days;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parameters of a question. */
public final class Query {

    private static final int LIMIT = 50;
    private static final int MOST = 500;

    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}]{0,300}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Query() {}

    /** How many are wanted: {@code limit}, from 1 to {@value #MOST}; without it {@value #LIMIT}. */
    static int limit(Context context) {
        return limit(context, MOST);
    }

    /** How many are wanted: {@code limit}, from 1 to the most; without it {@value #LIMIT}. */
    static int limit(Context context, int most) {
        return limit(context, LIMIT, most);
    }

    /** How many are wanted: {@code limit}, from 1 to the most; without it the usual number. */
    static int limit(Context context, int usual, int most) {
        Optional<String> text = parameter(context, "limit");
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.get().matches("[1-9][0-9]{0,2}") || Integer.parseInt(text.get()) > most) {
            throw wrong("limit", "a whole number from 1 to " + most);
        }
        return Integer.parseInt(text.get());
    }

    /** A time, when one is given. */
    public static Optional<Instant> time(Context context, String name) {
        try {
            return parameter(context, name).map(Instant::parse);
        } catch (DateTimeException e) {
            throw wrong(name, "a time such as 2026-03-01T09:30:00Z");
        }
    }

    /**
     * The days asked for: {@code from} and {@code to}, both included; without them the last {@code most} days up to today, or up to {@code to}.
     *
     * @param usual how many days when {@code from} is not given
     * @param most how many at most
     */
    public static Days days(Context context, LocalDate today, int usual, int most) {
        LocalDate to = date(context, "to").orElse(today);
        LocalDate from = date(context, "from").orElse(to.minusDays(usual - 1L));
        if (to.isBefore(from)) {
            throw wrong("to", "a day not before from");
        }
        Days days = new Days(from, to);
        if (days.count() > most) {
            throw wrong("from", "at most " + most + " days before to");
        }
        return days;
    }

    /** A day of the years 1 to 9998, when one is given. */
    public static Optional<LocalDate> date(Context context, String name) {
        try {
            Optional<LocalDate> date = parameter(context, name).map(LocalDate::parse);
            if (date.isPresent() && (date.get().getYear() < 1 || date.get().getYear() > 9998)) {
                throw wrong(name, "a day of the years 1 to 9998");
            }
            return date;
        } catch (DateTimeException e) {
            throw wrong(name, "a day such as 2026-03-01");
        }
    }

    /** One of several constants, when one is given. */
    public static <E extends Enum<E>> Optional<E> oneOf(Context context, String name, E[] constants) {
        return parameter(context, name).map(text -> Arrays.stream(constants)
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        "one of " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")))));
    }

    /** One of several things by its name, when one is given. */
    static <T> Optional<T> named(Context context, String name, Map<String, T> things) {
        return parameter(context, name).map(text -> Optional.ofNullable(things.get(text))
                .orElseThrow(() -> wrong(name, "one of " + String.join(", ", things.keySet()))));
    }

    /** A whole number of up to 18 digits, when one is given. */
    public static Optional<Long> number(Context context, String name) {
        Optional<String> text = parameter(context, name);
        if (text.isPresent() && !text.get().matches("[0-9]{1,18}")) {
            throw wrong(name, "what next of the page before says");
        }
        return text.map(Long::valueOf);
    }

    /** A text without control characters, when one is given. */
    public static Optional<String> parameter(Context context, String name) {
        Optional<String> text = Optional.ofNullable(context.queryParam(name));
        if (text.isPresent() && !PLAIN.matcher(text.get()).matches()) {
            throw wrong(name, "a text of at most 300 characters without control characters");
        }
        return text;
    }

    /** The id in the address; empty when no id has that form, so that no database need be asked. */
    static Optional<String> id(Context context, String name) {
        return Optional.of(context.pathParam(name))
                .filter(text -> ID.matcher(text).matches());
    }

    /** A text that must be given. */
    static String given(Context context, String name) {
        return parameter(context, name).filter(it -> !it.isEmpty()).orElseThrow(() -> wrong(name, "given"));
    }

    public static ProblemException wrong(String name, String expected) {
        return new ProblemException(ProblemCode.BAD_REQUEST, "Expected " + name + " to be " + expected + ".");
    }
}
