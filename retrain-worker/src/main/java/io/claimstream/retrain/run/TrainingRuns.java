package io.claimstream.retrain.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The tables of training runs. Thread-safe. */
public final class TrainingRuns {

    private static final String INSERT =
            """
            insert into record_training_run (run_id, line_of_business, currency, cause, state, started_at, finished_at,
                labelled, dataset_hash, dataset, row_count, parameters, code, metrics, reason, version)
            values (:id, :lineOfBusiness, :currency, :cause, :state, :startedAt, :finishedAt,
                :labelled, :datasetHash, :dataset, :rows, :parameters, :code, :metrics, :reason, :version)""";

    private static final String UPDATE =
            """
            update record_training_run set state = :state, finished_at = :finishedAt, labelled = :labelled,
                dataset_hash = :datasetHash, dataset = :dataset, row_count = :rows, metrics = :metrics, reason = :reason,
                version = :version
            where run_id = :id""";

    private final Jdbi jdbi;

    public TrainingRuns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Tells in the same database how far a run is. */
    public RunProgress progress(Clock clock) {
        return new RunProgress(jdbi, clock);
    }

    /** Adds a run, or brings a known one up to date. */
    public void save(TrainingRun run) {
        jdbi.useTransaction(handle -> {
            if (write(handle, UPDATE, run, false) == 0) {
                write(handle, INSERT, run, true);
            }
            writeExclusions(handle, run);
        });
    }

    /** Every run, the oldest first. */
    public List<TrainingRun> all() {
        return list("select * from record_training_run order by started_at, run_id");
    }

    /** Runs that are under way, or were when a worker ended. */
    public List<TrainingRun> unfinished() {
        return list("select * from record_training_run where state = 'TRAINING' order by started_at, run_id");
    }

    /** The last run of each slot whose labels count as seen. */
    public Optional<TrainingRun> lastThatUsedLabels(SlotName slot) {
        return ofSlot(slot).stream().filter(TrainingRun::usedLabels).reduce((earlier, later) -> later);
    }

    /** The last run of a slot that trained. */
    public Optional<TrainingRun> last(SlotName slot) {
        return ofSlot(slot).stream().filter(TrainingRun::isTraining).reduce((earlier, later) -> later);
    }

    private List<TrainingRun> ofSlot(SlotName slot) {
        return all().stream().filter(run -> run.slot().equals(slot)).toList();
    }

    private List<TrainingRun> list(String sql) {
        return jdbi.inTransaction(handle -> {
            Map<String, Map<String, Integer>> exclusions = exclusions(handle);
            return handle.createQuery(sql)
                    .map((row, context) -> read(row, exclusions))
                    .list();
        });
    }

    private static Map<String, Map<String, Integer>> exclusions(Handle handle) {
        Map<String, Map<String, Integer>> byRun = new HashMap<>();
        handle.createQuery("select run_id, reason, claim_count from record_training_exclusion")
                .map((row, context) -> new Exclusion(
                        text(row, "run_id").orElseThrow(),
                        text(row, "reason").orElseThrow(),
                        row.getInt("claim_count")))
                .forEach(it ->
                        byRun.computeIfAbsent(it.run(), run -> new HashMap<>()).put(it.reason(), it.claims()));
        return byRun;
    }

    private record Exclusion(String run, String reason, int claims) {}

    private static void writeExclusions(Handle handle, TrainingRun run) {
        handle.createUpdate("delete from record_training_exclusion where run_id = :id")
                .bind("id", run.id())
                .execute();
        run.exclusions().forEach((reason, claims) -> handle.createUpdate(
                        "insert into record_training_exclusion (run_id, reason, claim_count) values (:id, :reason, :claims)")
                .bind("id", run.id())
                .bind("reason", reason)
                .bind("claims", claims)
                .execute());
    }

    private static int write(Handle handle, String sql, TrainingRun run, boolean isNew) {
        var update = handle.createUpdate(sql)
                .bind("id", run.id())
                .bind("state", run.state().name())
                .bind("labelled", OffsetText.print(run.labelled()))
                .bind("datasetHash", run.datasetHash().orElse(null))
                .bind("dataset", run.dataset().orElse(null))
                .bind("rows", run.rows())
                .bind("metrics", run.metrics().orElse(null))
                .bind("reason", run.reason().orElse(null))
                .bind("version", run.version().orElse(null));
        bindTime(update, "finishedAt", run.finishedAt());
        if (isNew) {
            update.bind("lineOfBusiness", run.slot().lineOfBusiness())
                    .bind("currency", run.slot().currency())
                    .bind("cause", run.cause().name())
                    .bind("parameters", run.recipe().map(Recipe::parameters).orElse(null))
                    .bind("code", run.recipe().map(Recipe::code).orElse(null));
            bindTime(update, "startedAt", Optional.of(run.startedAt()));
        }
        return update.execute();
    }

    private static void bindTime(SqlStatement<?> statement, String name, Optional<Instant> time) {
        statement.bindByType(name, time.map(it -> it.atOffset(ZoneOffset.UTC)).orElse(null), OffsetDateTime.class);
    }

    private static TrainingRun read(ResultSet row, Map<String, Map<String, Integer>> exclusions) throws SQLException {
        String id = text(row, "run_id").orElseThrow();
        return new TrainingRun(
                id,
                new SlotName(
                        text(row, "line_of_business").orElseThrow(),
                        text(row, "currency").orElseThrow()),
                TrainingRun.Cause.valueOf(text(row, "cause").orElseThrow()),
                RunState.valueOf(text(row, "state").orElseThrow()),
                time(row, "started_at").orElseThrow(),
                time(row, "finished_at"),
                OffsetText.parse(text(row, "labelled").orElseThrow()),
                text(row, "dataset_hash"),
                text(row, "dataset"),
                row.getInt("row_count"),
                exclusions.getOrDefault(id, Map.of()),
                recipe(row),
                text(row, "metrics"),
                text(row, "reason"),
                text(row, "version"));
    }

    private static Optional<Recipe> recipe(ResultSet row) throws SQLException {
        Optional<String> code = text(row, "code");
        return text(row, "parameters").flatMap(parameters -> code.map(it -> new Recipe(parameters, it)));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return Optional.ofNullable(text);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
