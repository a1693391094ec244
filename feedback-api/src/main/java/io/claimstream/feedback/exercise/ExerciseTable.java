package io.claimstream.feedback.exercise;

import io.claimstream.feedback.exercise.Exercise.Noted;
import io.claimstream.feedback.exercise.ExerciseClaim.Answer;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables of exercises. */
final class ExerciseTable {

    private static final String INSERT =
            "insert into record_exercise (exercise_id, insurer, person, asked_by, asked_at)"
                    + " values (:id, :insurer, :person, :by, :at)";
    private static final String INSERT_CLAIM = "insert into record_exercise_claim (exercise_id, number, insurer,"
            + " claim_id, revision, score_id, currency, planted, estimate, lower_end, upper_end, shown_estimate,"
            + " shown_lower, shown_upper, paid) values (:id, :number, :insurer, :claim, :revision, :score, :currency,"
            + " :planted, :estimate, :lower, :upper, :shownEstimate, :shownLower, :shownUpper, :paid)";
    private static final String OF_CLAIM = " where exercise_id = :id and number = :number";

    private ExerciseTable() {}

    static void insert(Handle handle, Exercise exercise) {
        handle.createUpdate(INSERT)
                .bind("id", exercise.exerciseId())
                .bind("insurer", exercise.insurer())
                .bind("person", exercise.person())
                .bind("by", exercise.asked().by())
                .bind("at", utc(exercise.asked().at()))
                .execute();
        PreparedBatch claims = handle.prepareBatch(INSERT_CLAIM);
        exercise.claims().forEach(it -> add(claims, exercise, it));
        int[] unused = claims.execute();
    }

    private static void add(PreparedBatch claims, Exercise exercise, ExerciseClaim claim) {
        RightScore score = claim.score();
        claims.bind("id", exercise.exerciseId())
                .bind("number", claim.number())
                .bind("insurer", exercise.insurer())
                .bind("claim", score.claimId())
                .bind("revision", score.revision())
                .bind("score", score.scoreId())
                .bind("currency", score.currency())
                .bind("planted", claim.isPlanted())
                .bind("estimate", score.estimate().median())
                .bind("lower", score.estimate().lower())
                .bind("upper", score.estimate().upper())
                .bind("shownEstimate", claim.shown().median())
                .bind("shownLower", claim.shown().lower())
                .bind("shownUpper", claim.shown().upper())
                .bind("paid", score.paid())
                .add();
    }

    static Optional<Exercise> find(Handle handle, String exerciseId) {
        return handle.createQuery("select * from record_exercise where exercise_id = :id")
                .bind("id", exerciseId)
                .map((row, context) -> exercise(handle, row))
                .findOne();
    }

    /** An exercise that nobody else changes until the transaction ends. */
    static Optional<Exercise> locked(Handle handle, String exerciseId) {
        return handle.createQuery("select * from record_exercise where exercise_id = :id for update")
                .bind("id", exerciseId)
                .map((row, context) -> exercise(handle, row))
                .findOne();
    }

    static List<Exercise> page(Handle handle, ExerciseSearch search) {
        StringBuilder sql = new StringBuilder("select * from record_exercise where 1 = 1");
        Exercise after = search.after();
        if (search.insurer() != null) {
            sql.append(" and insurer = :insurer");
        }
        if (search.person() != null) {
            sql.append(" and person = :person");
        }
        if (after != null) {
            sql.append(" and (asked_at < :at or (asked_at = :at and exercise_id < :after))");
        }
        Query query = handle.createQuery(sql.append(" order by asked_at desc, exercise_id desc limit :limit")
                        .toString())
                .bind("limit", search.limit());
        if (search.insurer() != null) {
            query.bind("insurer", search.insurer());
        }
        if (search.person() != null) {
            query.bind("person", search.person());
        }
        if (after != null) {
            query.bind("at", utc(after.asked().at())).bind("after", after.exerciseId());
        }
        return query.map((row, context) -> exercise(handle, row)).list();
    }

    /** Unless it was shown before. */
    static void showed(Handle handle, String exerciseId, int number, Instant at) {
        handle.createUpdate("update record_exercise_claim set shown_at = :at" + OF_CLAIM + " and shown_at is null")
                .bind("id", exerciseId)
                .bind("number", number)
                .bind("at", utc(at))
                .execute();
    }

    static void answer(Handle handle, String exerciseId, int number, Answer answer) {
        handle.createUpdate("update record_exercise_claim set answered_at = :at, amount = :amount" + OF_CLAIM)
                .bind("id", exerciseId)
                .bind("number", number)
                .bind("at", utc(answer.at()))
                .bind("amount", answer.amount())
                .execute();
    }

    static void end(Handle handle, String exerciseId, Noted ended) {
        handle.createUpdate("update record_exercise set ended_at = :at, ended_by = :by where exercise_id = :id")
                .bind("id", exerciseId)
                .bind("at", utc(ended.at()))
                .bind("by", ended.by())
                .execute();
    }

    private static Exercise exercise(Handle handle, ResultSet row) throws SQLException {
        String id = text(row, "exercise_id");
        Instant ended = time(row, "ended_at");
        return new Exercise(
                id,
                text(row, "insurer"),
                text(row, "person"),
                new Noted(text(row, "asked_by"), Objects.requireNonNull(time(row, "asked_at"))),
                ended == null ? null : new Noted(text(row, "ended_by"), ended),
                claims(handle, id));
    }

    private static List<ExerciseClaim> claims(Handle handle, String exerciseId) {
        return handle.createQuery("select * from record_exercise_claim where exercise_id = :id order by number")
                .bind("id", exerciseId)
                .map((row, context) -> claim(row))
                .list();
    }

    private static ExerciseClaim claim(ResultSet row) throws SQLException {
        Instant answered = time(row, "answered_at");
        return new ExerciseClaim(
                row.getInt("number"),
                new RightScore(
                        text(row, "claim_id"),
                        row.getInt("revision"),
                        text(row, "score_id"),
                        text(row, "currency"),
                        new Estimate(amount(row, "estimate"), amount(row, "lower_end"), amount(row, "upper_end")),
                        amount(row, "paid")),
                new Estimate(amount(row, "shown_estimate"), amount(row, "shown_lower"), amount(row, "shown_upper")),
                row.getBoolean("planted"),
                time(row, "shown_at"),
                answered == null ? null : new Answer(row.getBigDecimal("amount"), answered));
    }

    private static BigDecimal amount(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column), column);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
