package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Questions about training runs. Their table is no view: retrain-worker writes it in the database that both share, and here it is only read. */
final class RunQueries {

    private static final String NEWEST =
            "select * from record_training_run order by started_at desc, run_id limit :limit";

    private RunQueries() {}

    /** The newest runs, newest first. */
    static List<Run> newest(Handle handle) {
        if (!Tables.exists(handle, "record_training_run")) {
            return List.of();
        }
        return handle.createQuery(NEWEST)
                .bind("limit", ReadModel.RUNS)
                .map((row, context) -> run(row))
                .list();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                Rows.text(row, "run_id"),
                new Models.Slot(Rows.text(row, "line_of_business"), Rows.text(row, "currency"), null),
                Rows.text(row, "cause"),
                Rows.text(row, "state"),
                Rows.time(row, "started_at"),
                Rows.timeOrNull(row, "finished_at"),
                new Run.Data(row.getString("dataset"), row.getString("dataset_hash"), row.getInt("row_count")),
                new Run.Recipe(json(row, "parameters"), row.getString("code")),
                new Run.Outcome(row.getString("version"), json(row, "metrics"), row.getString("reason")));
    }

    private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? null : EventJson.parse(text);
    }
}
