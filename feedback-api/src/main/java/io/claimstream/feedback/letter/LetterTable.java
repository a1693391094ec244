package io.claimstream.feedback.letter;

import io.claimstream.feedback.letter.Letter.About;
import io.claimstream.feedback.letter.Letter.Cause;
import io.claimstream.feedback.letter.Letter.Source;
import io.claimstream.feedback.letter.Replay.Sent;
import io.claimstream.feedback.view.ErasedClaims;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds dead letters, and what was asked for with them. */
final class LetterTable {

    private static final String LETTERS = "select l.*, r.state, r.asked_by, r.asked_at, r.sent_topic, r.sent_partition,"
            + " r.sent_offset, r.sent_at from view_letter l left join record_replay r"
            + " on r.letter_partition = l.letter_partition and r.letter_offset = l.letter_offset";
    private static final String BELOW =
            "(l.died_at < :diedAt or (l.died_at = :diedAt and (l.letter_partition < :partition"
                    + " or (l.letter_partition = :partition and l.letter_offset < :offset))))";

    private static final String NOT_ERASED = ErasedClaims.noneOfRevision("l");

    private LetterTable() {}

    static Optional<Letter> find(Handle handle, LetterId id) {
        return handle.createQuery(LETTERS + " where l.letter_partition = :partition and l.letter_offset = :offset")
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .map((row, context) -> letter(row))
                .findOne();
    }

    /** Those that stand behind a place, the newest first. */
    static List<Letter> page(Handle handle, LetterFilter filter, @Nullable LetterPlace after, int limit) {
        Conditions conditions = new Conditions(filter);
        if (after != null) {
            conditions
                    // The first alone would do; it is what an index is read by.
                    .and("l.died_at <= :diedAt", "diedAt", time(after.diedAt()))
                    .and(BELOW, "partition", after.id().partition())
                    .with("offset", after.id().offset());
        }
        return query(
                handle,
                conditions,
                " order by l.died_at desc, l.letter_partition desc, l.letter_offset desc limit " + limit);
    }

    /** Those that may be put back and are not asked for yet, in the order in which they died on their partition. */
    static List<Letter> replayable(Handle handle, LetterFilter filter, int limit) {
        Conditions conditions = new Conditions(filter)
                .and(Replayable.CONDITION)
                .and("r.state is null")
                .and(NOT_ERASED);
        return query(handle, conditions, " order by l.died_at, l.letter_partition, l.letter_offset limit " + limit);
    }

    /** The letter of the record at a place, whoever gave up on it. */
    static Optional<LetterId> of(Handle handle, Sent place) {
        return handle.createQuery("select letter_partition, letter_offset from view_letter where source_topic = :topic"
                        + " and source_partition = :partition and source_offset = :offset")
                .bind("topic", place.topic())
                .bind("partition", place.partition())
                .bind("offset", place.offset())
                .map((row, context) -> new LetterId(row.getInt(1), row.getLong(2)))
                .findFirst();
    }

    private static List<Letter> query(Handle handle, Conditions conditions, String end) {
        return handle.createQuery(LETTERS + conditions.sql() + end)
                .bindMap(conditions.values)
                .map((row, context) -> letter(row))
                .list();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        String insurer = row.getString("insurer");
        String claimId = row.getString("claim_id");
        return new Letter(
                new LetterId(row.getInt("letter_partition"), row.getLong("letter_offset")),
                new Source(
                        text(row, "source_topic"),
                        row.getInt("source_partition"),
                        row.getLong("source_offset"),
                        time(row, "source_at")),
                new Cause(text(row, "code"), text(row, "service"), text(row, "error")),
                time(row, "died_at"),
                row.getInt("value_bytes"),
                insurer == null || claimId == null ? null : new About(insurer, claimId, row.getInt("revision")),
                replay(row));
    }

    private static @Nullable Replay replay(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return state == null
                ? null
                : new Replay(
                        Replay.State.valueOf(state), text(row, "asked_by"), time(row, "asked_at"), sent(row), null);
    }

    private static @Nullable Sent sent(ResultSet row) throws SQLException {
        String topic = row.getString("sent_topic");
        return topic == null
                ? null
                : new Sent(topic, row.getInt("sent_partition"), row.getLong("sent_offset"), time(row, "sent_at"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }

    static OffsetDateTime time(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    /** What letters must be like. */
    private static final class Conditions {

        private final StringBuilder sql = new StringBuilder();
        private final Map<String, Object> values = new LinkedHashMap<>();

        Conditions(LetterFilter filter) {
            and("l.insurer = :insurer", "insurer", filter.insurer());
            and("l.code = :code", "code", filter.code());
            and("l.service = :service", "service", filter.service());
            and("l.source_topic = :topic", "topic", filter.topic());
            and("l.died_at >= :from", "from", filter.from() == null ? null : time(filter.from()));
            and("l.died_at < :to", "to", filter.to() == null ? null : time(filter.to()));
            if (filter.asked() != null) {
                and(filter.asked().condition());
            }
        }

        Conditions and(String condition, String name, @Nullable Object value) {
            return value == null ? this : and(condition).with(name, value);
        }

        Conditions and(String condition) {
            sql.append(sql.isEmpty() ? " where " : " and ").append(condition);
            return this;
        }

        Conditions with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        String sql() {
            return sql.toString();
        }
    }
}
