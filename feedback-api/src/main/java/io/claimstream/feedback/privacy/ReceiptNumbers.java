package io.claimstream.feedback.privacy;

import io.claimstream.feedback.view.ErasedClaims;
import io.claimstream.platform.database.UniqueViolation;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Numbers of receipts, without gaps. Its row in the table of series is also the lock of all of this package: changes are few, and one lock leaves no order of locks to get wrong.
 */
final class ReceiptNumbers {

    private static final String SERIES = "ERASURE";
    private static final Pattern TEXT = Pattern.compile("ER-([0-9]{6,18})");
    private static final String COUNT = "select count(*) from record_number_series where series = :series";
    private static final String INSERT = "insert into record_number_series (series, next_number) values (:series, 1)";
    private static final String LOCK = "select next_number from record_number_series where series = :series for update";
    private static final String TAKE = "update record_number_series set next_number = :next where series = :series";

    private ReceiptNumbers() {}

    /** What is done under the lock, in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Handle handle);
    }

    /** Does it; when it throws, nothing was done. */
    static <T> T locked(Jdbi jdbi, Work<T> work) {
        prepare(jdbi);
        return jdbi.inTransaction(handle -> {
            var unused = lock(handle);
            return work.with(handle);
        });
    }

    /**
     * The next number, which is this transaction's now. A series that was restored from before some receipts goes on behind those: erasures stand on their topic, and the read model has
     * them.
     */
    static long take(Handle handle) {
        long number = Math.max(lock(handle), highest(handle) + 1);
        handle.createUpdate(TAKE)
                .bind("series", SERIES)
                .bind("next", number + 1)
                .execute();
        return number;
    }

    private static long highest(Handle handle) {
        return handle.createQuery("select receipt from view_erasure").mapTo(String.class).stream()
                .filter(it -> TEXT.matcher(it).matches())
                .flatMap(it -> number(it).stream())
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    /** A number as it is written: {@code ER-000042}. */
    static String text(long number) {
        return ErasedClaims.receiptText(number);
    }

    /** The number that is written so, or as plain digits; empty for another text. */
    static Optional<Long> number(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1))).filter(it -> text(it).equals(text))
                : Optional.of(text).filter(it -> it.matches("[1-9][0-9]{0,17}")).map(Long::parseLong);
    }

    private static long lock(Handle handle) {
        return handle.createQuery(LOCK).bind("series", SERIES).mapTo(Long.class).one();
    }

    /** Outside of any other transaction, for another process may be faster. */
    private static void prepare(Jdbi jdbi) {
        boolean isThere = jdbi.withHandle(handle -> handle.createQuery(COUNT)
                        .bind("series", SERIES)
                        .mapTo(Long.class)
                        .one())
                > 0;
        if (isThere) {
            return;
        }
        try {
            jdbi.useHandle(
                    handle -> handle.createUpdate(INSERT).bind("series", SERIES).execute());
        } catch (UnableToExecuteStatementException e) {
            if (!UniqueViolation.caused(e)) {
                throw e;
            }
        }
    }
}
