package io.claimstream.feedback.exercise;

import io.claimstream.feedback.figures.AgreementSums;
import io.claimstream.feedback.figures.Days;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Sums up how people answered in exercises that are over. */
final class ExerciseFigures {

    private static final String ANSWERS = "select x.person, c.planted, c.shown_estimate as shown, c.paid, c.shown_at,"
            + " c.answered_at, coalesce(c.amount, c.shown_estimate) as amount from record_exercise_claim c"
            + " join record_exercise x on x.exercise_id = c.exercise_id"
            + " where x.ended_at is not null and c.answered_at >= :from and c.answered_at < :to";

    private static final String SUMS = "select person,"
            + " sum(case when planted then 1 else 0 end) as planted,"
            + " sum(case when planted and amount = shown then 1 else 0 end) as missed,"
            + " sum(case when planted and amount <> shown and abs(amount - paid) < abs(shown - paid)"
            + " then 1 else 0 end) as closer,"
            + " sum(case when planted then 0 else 1 end) as right_ones,"
            + " sum(case when not planted and amount <> shown then 1 else 0 end) as changed,"
            + " sum(case when amount = shown then 1 else 0 end) as agreed,"
            + " sum(case when amount = shown and answered_at < shown_at + interval '" + AgreementSums.QUICK_SECONDS
            + "' second then 1 else 0 end) as quick from (" + ANSWERS + "%s) a group by person";

    private ExerciseFigures() {}

    /**
     * By person, of answers of some UTC days.
     *
     * @param insurer in exercises on one insurer's claims; null for all
     */
    static ExerciseAgreement find(Handle handle, @Nullable String insurer, Days days) {
        Query query = handle.createQuery(SUMS.formatted(insurer == null ? "" : " and x.insurer = :insurer"))
                .bind("from", start(days.from()))
                .bind("to", start(days.to().plusDays(1)));
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        SortedMap<String, ExerciseSums> people = new TreeMap<>();
        query.map((row, context) -> sums(row)).forEach(it -> people.put(it.getKey(), it.getValue()));
        return ExerciseAgreement.of(people);
    }

    private static Map.Entry<String, ExerciseSums> sums(ResultSet row) throws SQLException {
        return Map.entry(
                Objects.requireNonNull(row.getString("person")),
                new ExerciseSums(
                        row.getLong("planted"),
                        row.getLong("missed"),
                        row.getLong("closer"),
                        row.getLong("right_ones"),
                        row.getLong("changed"),
                        row.getLong("agreed"),
                        row.getLong("quick")));
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
