package io.claimstream.feedback.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Rows of batches. */
final class BatchRows {

    private static final int LONGEST_PLACE = 200;
    private static final int LONGEST_HINT = 500;

    private BatchRows() {}

    static Batch batch(ResultSet row) throws SQLException {
        return new Batch(
                text(row, "batch_id"),
                row.getString("insurer"),
                text(row, "actor"),
                BatchFormat.valueOf(text(row, "format")),
                row.getInt("lines"),
                Objects.requireNonNull(time(row, "begun_at")),
                Objects.requireNonNull(time(row, "lease_until")),
                time(row, "ended_at"));
    }

    static PreparedBatch bind(PreparedBatch rows, String batchId, DoneLine line) {
        Optional<DoneLine.Submitted> submitted = Optional.ofNullable(line.submitted());
        return rows.bind("id", batchId)
                .bind("line", line.number())
                .bind("insurer", submitted.map(DoneLine.Submitted::insurer).orElse(null))
                .bind("claim", submitted.map(DoneLine.Submitted::claimId).orElse(null))
                .bind("revision", submitted.map(DoneLine.Submitted::revision).orElse(null))
                .bind("hash", submitted.map(DoneLine.Submitted::contentHash).orElse(null))
                .bind(
                        "partition",
                        submitted.map(it -> it.where().getPartition()).orElse(null))
                .bind("offset", submitted.map(it -> it.where().getOffset()).orElse(null))
                .bind("problems", submitted.isPresent() ? null : format(line.problems()));
    }

    /** A place may hold a name that the caller chose: it is cut, and the database takes no NUL. */
    private static String format(List<LineProblem> problems) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        problems.forEach(it -> json.addObject()
                .put("code", it.code())
                .put("place", cut(it.place().replace('\0', ' '), LONGEST_PLACE))
                .put("hint", cut(it.hint(), LONGEST_HINT)));
        return EventJson.format(json);
    }

    static List<LineProblem> problems(String json) {
        List<LineProblem> problems = new ArrayList<>();
        for (JsonNode one : EventJson.parse(json)) {
            problems.add(new LineProblem(
                    one.path("code").asText(),
                    one.path("place").asText(),
                    one.path("hint").asText()));
        }
        return problems;
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
