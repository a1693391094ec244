package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Place;
import io.claimstream.feedback.view.Feedback.Said;
import io.claimstream.feedback.view.Models.Decision;
import io.claimstream.feedback.view.Models.Slot;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows of the views. */
final class Rows {

    private Rows() {}

    static Score score(ResultSet row) throws SQLException {
        return new Score(
                text(row, "score_id"), claim(row), row.getInt("revision"), EventJson.parse(text(row, "document")));
    }

    static Feedback feedback(ResultSet row) throws SQLException {
        return new Feedback(
                text(row, "feedback_id"),
                claim(row),
                number(row, "revision"),
                row.getString("score_id"),
                new Said(
                        FeedbackKind.valueOf(text(row, "kind")),
                        row.getBigDecimal("amount"),
                        row.getString("reason_code"),
                        row.getString("withdrawn_feedback_id"),
                        time(row, "event_time"),
                        NoteColumns.of(row)),
                text(row, "actor"),
                time(row, "recorded_at"),
                row.getBoolean("withdrawn"));
    }

    static DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                text(row, "code"),
                text(row, "service"),
                new Place(
                        text(row, "source_topic"),
                        row.getInt("source_partition"),
                        row.getLong("source_offset"),
                        time(row, "source_at")),
                new Place(
                        Topics.CLAIMS_DEAD.name(),
                        row.getInt("letter_partition"),
                        row.getLong("letter_offset"),
                        time(row, "died_at")));
    }

    static Version version(ResultSet row) throws SQLException {
        return new Version(
                text(row, "version"),
                time(row, "published_at"),
                text(row, "signing_key_id"),
                EventJson.parse(text(row, "manifest")));
    }

    static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                slot(row),
                text(row, "action"),
                text(row, "version"),
                row.getString("previous_version"),
                text(row, "reason"),
                text(row, "actor"),
                time(row, "moved_at"));
    }

    static Slot slot(ResultSet row) throws SQLException {
        return new Slot(text(row, "line_of_business"), text(row, "currency"), row.getString("insurer"));
    }

    static ClaimKey claim(ResultSet row) throws SQLException {
        return new ClaimKey(text(row, "insurer"), text(row, "claim_id"));
    }

    /** The text of a column that is never null. */
    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** The time of a column that is never null. */
    static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(timeOrNull(row, column), column);
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Double decimal(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }
}
