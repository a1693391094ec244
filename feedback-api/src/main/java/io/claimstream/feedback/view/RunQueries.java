package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Questions about training runs. Their table is no view: retrain-worker writes it in the database that both share, and here it is only read. */
final class RunQueries {

    private static final String NEWEST =
            "select * from record_training_run order by started_at desc, run_id limit :limit";

    private static final String EXCLUSIONS = "select run_id, reason, claim_count from record_training_exclusion"
            + " where run_id in (select run_id from record_training_run order by started_at desc, run_id limit :limit)";

    private RunQueries() {}

    /** The newest runs, newest first. */
    static List<Run> newest(Handle handle) {
        if (!Tables.exists(handle, "record_training_run")) {
            return List.of();
        }
        Map<String, Map<String, Integer>> exclusions = exclusions(handle);
        return handle.createQuery(NEWEST)
                .bind("limit", ReadModel.RUNS)
                .map((row, context) -> run(row, exclusions))
                .list();
    }

    private static Map<String, Map<String, Integer>> exclusions(Handle handle) {
        Map<String, Map<String, Integer>> byRun = new HashMap<>();
        handle.createQuery(EXCLUSIONS)
                .bind("limit", ReadModel.RUNS)
                .map((row, context) -> Map.entry(
                        Rows.text(row, "run_id"), Map.entry(Rows.text(row, "reason"), row.getInt("claim_count"))))
                .forEach(it -> byRun.computeIfAbsent(it.getKey(), run -> new HashMap<>())
                        .put(it.getValue().getKey(), it.getValue().getValue()));
        return byRun;
    }

    private static Run run(ResultSet row, Map<String, Map<String, Integer>> exclusions) throws SQLException {
        return new Run(
                Rows.text(row, "run_id"),
                new Models.Slot(Rows.text(row, "line_of_business"), Rows.text(row, "currency"), null),
                Rows.text(row, "cause"),
                Rows.text(row, "state"),
                Rows.time(row, "started_at"),
                Rows.timeOrNull(row, "finished_at"),
                new Run.Data(
                        row.getString("dataset"),
                        row.getString("dataset_hash"),
                        row.getInt("row_count"),
                        exclusions.getOrDefault(Rows.text(row, "run_id"), Map.of())),
                new Run.Recipe(json(row, "parameters"), row.getString("code")),
                new Run.Outcome(row.getString("version"), json(row, "metrics"), row.getString("reason")));
    }

    private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? null : EventJson.parse(text);
    }
}
