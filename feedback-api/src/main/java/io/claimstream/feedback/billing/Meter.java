package io.claimstream.feedback.billing;

import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Counts what insurers are billed for: revisions with a live score, each once, on the UTC day on which its submission came in. What it counts is made from the topic of
 * scores; while that is read anew it knows less. Thread-safe.
 */
public final class Meter {

    private static final String OF_MONTH = "select count(*) from view_metered_score"
            + " where insurer = :insurer and metered_on >= :from and metered_on <= :to";
    private static final String BY_DAY = "select insurer, metered_on, model_version, count(*) as scores"
            + " from view_metered_score where metered_on >= :from and metered_on <= :to%s"
            + " group by insurer, metered_on, model_version";

    private final Jdbi jdbi;

    public Meter(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Scores of one insurer and model version in one period.
     *
     * @param begin the first day of the period, which may lie before the first day asked for
     */
    public record Metered(String insurer, LocalDate begin, String modelVersion, long scores) {}

    private record Key(LocalDate begin, String insurer, String modelVersion) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byTime = begin.compareTo(other.begin);
            int byInsurer = byTime == 0 ? insurer.compareTo(other.insurer) : byTime;
            return byInsurer == 0 ? modelVersion.compareTo(other.modelVersion) : byInsurer;
        }
    }

    /** How many scores of an insurer a calendar month has. */
    static long scores(Handle handle, String insurer, YearMonth month) {
        return handle.createQuery(OF_MONTH)
                .bind("insurer", insurer)
                .bind("from", month.atDay(1))
                .bind("to", month.atEndOfMonth())
                .mapTo(Long.class)
                .one();
    }

    /** How many scores of an insurer a calendar month has. */
    public long scores(String insurer, YearMonth month) {
        return jdbi.withHandle(handle -> scores(handle, insurer, month));
    }

    /**
     * What was metered, by time, insurer and model version.
     *
     * @param insurer of one insurer only; null for all
     */
    public List<Metered> usage(@Nullable String insurer, Days days, Step step) {
        String sql = BY_DAY.formatted(insurer == null ? "" : " and insurer = :insurer");
        SortedMap<Key, Long> sums = new TreeMap<>();
        jdbi.useHandle(handle -> {
            var query = handle.createQuery(sql).bind("from", days.from()).bind("to", days.to());
            if (insurer != null) {
                query.bind("insurer", insurer);
            }
            query.map((row, context) -> sums.merge(key(row, step), row.getLong("scores"), Long::sum))
                    .list();
        });
        return sums.entrySet().stream()
                .map(it -> new Metered(
                        it.getKey().insurer(), it.getKey().begin(), it.getKey().modelVersion(), it.getValue()))
                .toList();
    }

    private static Key key(ResultSet row, Step step) throws SQLException {
        return new Key(
                step.begin(row.getObject("metered_on", LocalDate.class)),
                Objects.requireNonNull(row.getString("insurer")),
                Objects.requireNonNull(row.getString("model_version")));
    }
}
