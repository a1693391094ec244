package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Questions about training runs. Their table is no view: retrain-worker writes it in the database that both share, and here it is only read. */
final class RunQueries {

    private static final String TABLE = "record_training_run";
    private static final String NEWEST = "select * from record_training_run";
    private static final String ORDER = " order by started_at desc, run_id limit :limit";
    private static final String NEWEST_OF = NEWEST + " r where dataset in (<datasets>) and started_at ="
            + " (select max(n.started_at) from record_training_run n where n.dataset = r.dataset) order by run_id";
    private static final String EXCLUSIONS =
            "select run_id, reason, claim_count from record_training_exclusion where run_id in (<runs>)";

    private RunQueries() {}

    /**
     * The newest runs, newest first.
     *
     * @param after the last run of the page before; null for the first page
     */
    static List<Run> newest(Handle handle, @Nullable Run after, int limit) {
        if (after == null) {
            return list(handle, "", limit, Map.of());
        }
        return list(
                handle,
                " where started_at < :at or (started_at = :at and run_id > :run)",
                limit,
                Map.of("at", OffsetDateTime.ofInstant(after.startedAt(), ZoneOffset.UTC), "run", after.id()));
    }

    static Optional<Run> run(Handle handle, String runId) {
        return list(handle, " where run_id = :run", 1, Map.of("run", runId)).stream()
                .findFirst();
    }

    static Optional<RunStep> step(Handle handle, String runId) {
        if (!Tables.exists(handle, "record_training_progress")) {
            return Optional.empty();
        }
        return handle.createQuery("select * from record_training_progress where run_id = :run")
                .bind("run", runId)
                .map((row, context) -> {
                    long left = row.getLong("millis_left");
                    boolean isKnown = !row.wasNull();
                    return new RunStep(
                            Rows.text(row, "phase"),
                            row.getDouble("share"),
                            isKnown ? left : null,
                            Rows.time(row, "told_at"));
                })
                .findOne();
    }

    /** The run that made a version. */
    static Optional<Run> ofVersion(Handle handle, String version) {
        return list(handle, " where version = :version", 1, Map.of("version", version)).stream()
                .findFirst();
    }

    /** The newest runs that read a dataset, newest first. */
    static List<Run> ofDataset(Handle handle, String dataset) {
        return list(handle, " where dataset = :dataset", ReadModel.RUNS, Map.of("dataset", dataset));
    }

    /** The newest run of each of some datasets that a run has read, by the name of the dataset. */
    static Map<String, Run> newestOf(Handle handle, List<String> datasets) {
        if (datasets.isEmpty() || !Tables.exists(handle, TABLE)) {
            return Map.of();
        }
        Map<String, Run> newest = new HashMap<>();
        List<Run> runs = handle.createQuery(NEWEST_OF)
                .bindList("datasets", datasets)
                .map((row, context) -> run(row))
                .list();
        withExclusions(handle, runs)
                .forEach(run ->
                        newest.putIfAbsent(Objects.requireNonNull(run.data().dataset()), run));
        return newest;
    }

    private static List<Run> list(Handle handle, String where, int limit, Map<String, ?> values) {
        if (!Tables.exists(handle, TABLE)) {
            return List.of();
        }
        List<Run> runs = handle.createQuery(NEWEST + where + ORDER)
                .bindMap(values)
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list();
        return withExclusions(handle, runs);
    }

    private static List<Run> withExclusions(Handle handle, List<Run> runs) {
        Map<String, Map<String, Integer>> exclusions = exclusions(handle, runs);
        return runs.stream()
                .map(it -> it.without(exclusions.getOrDefault(it.id(), Map.of())))
                .toList();
    }

    private static Map<String, Map<String, Integer>> exclusions(Handle handle, List<Run> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, Integer>> byRun = new HashMap<>();
        handle.createQuery(EXCLUSIONS)
                .bindList("runs", runs.stream().map(Run::id).toList())
                .map((row, context) -> Map.entry(
                        Rows.text(row, "run_id"), Map.entry(Rows.text(row, "reason"), row.getInt("claim_count"))))
                .forEach(it -> byRun.computeIfAbsent(it.getKey(), run -> new HashMap<>())
                        .put(it.getValue().getKey(), it.getValue().getValue()));
        return byRun;
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                Rows.text(row, "run_id"),
                new Models.Slot(Rows.text(row, "line_of_business"), Rows.text(row, "currency"), null),
                Rows.text(row, "cause"),
                Rows.text(row, "state"),
                Rows.time(row, "started_at"),
                Rows.timeOrNull(row, "finished_at"),
                new Run.Data(
                        row.getString("dataset"), row.getString("dataset_hash"), row.getInt("row_count"), Map.of()),
                new Run.Recipe(json(row, "parameters"), row.getString("code")),
                new Run.Outcome(row.getString("version"), json(row, "metrics"), row.getString("reason")));
    }

    private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? null : EventJson.parse(text);
    }
}
