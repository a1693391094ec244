package io.claimstream.feedback.billing;

import io.claimstream.platform.database.UniqueViolation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Numbers without gaps, one series for all insurers together. A number is taken in the transaction that uses it, under the lock of its series: whoever comes second
 * waits, and what fails gives the number back.
 */
public enum NumberSeries {
    INVOICE("INV", "record_invoice"),
    CREDIT_NOTE("CN", "record_credit_note");

    /** How many missing numbers are named at most. */
    static final int MOST_MISSING = 100;

    private static final int DIGITS = 6;
    private static final String INSERT = "insert into record_number_series (series, next_number) values (:series, 1)";
    private static final String LOCK = "select next_number from record_number_series where series = :series for update";
    private static final String TAKE =
            "update record_number_series set next_number = next_number + 1 where series = :series";
    private static final String GIVEN =
            "select coalesce(max(next_number), 1) - 1 from record_number_series where series = :series";
    private static final String COUNT = "select count(*) from %s where number between 1 and :given";
    private static final String THERE = "select number from %s where number between 1 and :given";

    private final String prefix;
    private final String table;

    NumberSeries(String prefix, String table) {
        this.prefix = prefix;
        this.table = table;
    }

    /** Makes the row of each series where there is none; outside of any other transaction, for another process may be faster. */
    static void prepare(Jdbi jdbi) {
        for (NumberSeries series : values()) {
            boolean isThere = jdbi.withHandle(handle -> handle.createQuery(
                                    "select count(*) from record_number_series where series = :series")
                            .bind("series", series.name())
                            .mapTo(Long.class)
                            .one())
                    > 0;
            if (!isThere) {
                series.insert(jdbi);
            }
        }
    }

    /** Keeps everybody else out of this series until the transaction ends; answers with the number that is next. */
    long lock(Handle handle) {
        return handle.createQuery(LOCK).bind("series", name()).mapTo(Long.class).one();
    }

    /** The next number, which is this transaction's now. */
    long take(Handle handle) {
        long number = lock(handle);
        handle.createUpdate(TAKE).bind("series", name()).execute();
        return number;
    }

    /** Numbers that were given and stand nowhere any more, the first {@value #MOST_MISSING} of them. */
    List<Long> missing(Handle handle) {
        // Before the rest is counted: what is issued meanwhile has greater numbers, and is not looked for.
        long given = handle.createQuery(GIVEN)
                .bind("series", name())
                .mapTo(Long.class)
                .one();
        long count = upTo(handle, COUNT.formatted(table), given).one();
        if (count == given) {
            return List.of();
        }
        Set<Long> there =
                new HashSet<>(upTo(handle, THERE.formatted(table), given).list());
        return LongStream.rangeClosed(1, given)
                .filter(it -> !there.contains(it))
                .limit(MOST_MISSING)
                .boxed()
                .toList();
    }

    /** A number as it is written: {@code INV-000042}. */
    public String text(long number) {
        return prefix + "-" + String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
    }

    /** The number that is written so; empty for another text. */
    public Optional<Long> number(String text) {
        Matcher matcher =
                Pattern.compile(prefix + "-([0-9]{" + DIGITS + ",18})").matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1))).filter(it -> text(it).equals(text))
                : Optional.empty();
    }

    private static ResultIterable<Long> upTo(Handle handle, String sql, long given) {
        return handle.createQuery(sql).bind("given", given).mapTo(Long.class);
    }

    private void insert(Jdbi jdbi) {
        try {
            jdbi.useHandle(
                    handle -> handle.createUpdate(INSERT).bind("series", name()).execute());
        } catch (UnableToExecuteStatementException e) {
            if (!UniqueViolation.caused(e)) {
                throw e;
            }
        }
    }
}
