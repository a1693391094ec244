package io.claimstream.feedback.http;

import io.claimstream.domain.drift.DayWindow;
import io.claimstream.domain.drift.DriftWindows;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which days are asked for. What is not given is as a training is judged: {@link DriftWindows#since} the champion's; without a champion the last weeks, and the
 * days before them, once any day is given.
 */
record DriftQuery(
        Optional<LocalDate> referenceFrom,
        Optional<LocalDate> referenceTo,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {

    /** Most days of a window. */
    static final int MOST_DAYS = 400;

    static DriftQuery read(Context context) {
        DriftQuery query = new DriftQuery(
                Query.date(context, "referenceFrom"),
                Query.date(context, "referenceTo"),
                Query.date(context, "from"),
                Query.date(context, "to"));
        query.referenceFrom.ifPresent(
                it -> query.referenceTo.ifPresent(to -> require(new DayWindow(it, to), "referenceTo")));
        query.from.ifPresent(it -> query.to.ifPresent(to -> require(new DayWindow(it, to), "to")));
        return query;
    }

    /** Whether any day is given. */
    boolean isOfOwnDays() {
        return Stream.of(referenceFrom, referenceTo, from, to).anyMatch(Optional::isPresent);
    }

    /**
     * The windows.
     *
     * @param learnedTo last day that the champion learned from; empty without a champion
     * @param newest newest day with any claim
     * @return empty when no day is given and there is no champion to begin from
     */
    Optional<DriftWindows> windows(Optional<LocalDate> learnedTo, LocalDate newest) {
        if (!isOfOwnDays()) {
            return learnedTo.map(it -> DriftWindows.since(it, newest));
        }
        LocalDate last = to.orElse(from.filter(newest::isBefore).orElse(newest));
        LocalDate first = from.orElseGet(() -> learnedTo
                .map(it -> DriftWindows.since(it, last).later().from())
                .filter(it -> to.isEmpty() || !it.isAfter(last))
                .orElse(last.minusDays(DriftWindows.LATER_DAYS - 1L)));
        LocalDate referenceLast = referenceTo.or(() -> learnedTo).orElse(first.minusDays(1));
        LocalDate referenceFirst = referenceFrom.orElse(referenceLast.minusDays(DriftWindows.EARLIER_DAYS - 1L));
        DriftWindows windows =
                new DriftWindows(new DayWindow(referenceFirst, referenceLast), new DayWindow(first, last));
        require(windows.earlier(), "referenceTo");
        if (from.isPresent() || to.isPresent()) {
            require(windows.later(), "to");
        }
        return Optional.of(windows);
    }

    private static void require(DayWindow window, String name) {
        if (window.days() == 0) {
            throw Query.wrong(name, "a day not before the first, " + window.from());
        }
        if (window.days() > MOST_DAYS) {
            throw Query.wrong(name, "at most " + MOST_DAYS + " days, the first included, after " + window.from());
        }
    }
}
