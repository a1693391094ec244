package io.claimstream.retrain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.claimstream.model.DatasetManifest;
import io.claimstream.model.training.TrainingProgress;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.retrain.run.RunProgress.Phase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TrainingRunsTest {

    private static final SlotName MOTOR = new SlotName("MOTOR_INJURY", "GBP");
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00.123456Z");
    private static final Recipe RECIPE = new Recipe("{\"rounds\":400}", "0.1.0+1f2e3d4c5b6a");

    private final Database database =
            Database.open(Settings.of(CommonSettings.ALL, Map.of("database.url", "jdbc:h2:mem:" + UUID.randomUUID())));
    private final TrainingRuns runs = new TrainingRuns(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldKeepEveryFieldOfRun() {
        // Given
        TrainingRun begun = TrainingRun.begun("r-1", MOTOR, TrainingRun.Cause.COMMAND, RECIPE, NOON);
        TrainingRun ended = begun.withDataset(Map.of(0, 120L, 3, 7L), dataset(812))
                .withModel("m-1", "{\"rows\":80}")
                .ended(RunState.REFUSED, "Not better.", NOON.plusSeconds(9));

        // When
        runs.save(begun);
        runs.save(ended);

        // Then
        assertThat(runs.all()).containsExactly(ended);
        assertThat(ended.recipe()).contains(RECIPE);
        assertThat(ended.dataset()).contains(dataset(812).name());
        assertThat(ended.exclusions()).isEqualTo(Map.of("WITHDRAWN", 3, "ERASED", 0));
        assertThat(begun.exclusions()).as("not read yet").isEmpty();
        assertThat(runs.unfinished()).isEmpty();
    }

    @Test
    void shouldTellUnfinishedRuns() {
        // Given
        TrainingRun run = TrainingRun.begun("r-1", MOTOR, TrainingRun.Cause.LABELS, RECIPE, NOON);

        // When
        runs.save(run);

        // Then
        assertThat(runs.unfinished()).containsExactly(run);
    }

    @Test
    void shouldTellLastRunOfSlotThatUsedItsLabels() {
        // Given
        TrainingRun used = run("r-1", MOTOR, RunState.REFUSED, 0);
        TrainingRun failed = run("r-2", MOTOR, RunState.FAILED, 1);
        TrainingRun other = run("r-3", new SlotName("MOTOR_INJURY", "EUR"), RunState.PUBLISHED, 2);

        // When
        runs.save(used);
        runs.save(failed);
        runs.save(other);

        // Then
        assertThat(runs.lastThatUsedLabels(MOTOR)).contains(used);
        assertThat(runs.last(MOTOR)).contains(failed);
    }

    @Test
    void shouldReadRunsOfBeforeRecipesWereKept() {
        // Given
        runs.save(run("r-1", MOTOR, RunState.REFUSED, 0));

        // When
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update record_training_run set dataset = null, parameters = null, code = null"));
        database.jdbi().useHandle(handle -> handle.execute("delete from record_training_exclusion"));

        // Then
        assertThat(runs.all()).singleElement().satisfies(run -> {
            assertThat(run.recipe()).isEmpty();
            assertThat(run.dataset()).isEmpty();
            assertThat(run.exclusions()).isEmpty();
        });
    }

    private static DatasetManifest dataset(int rows) {
        return new DatasetManifest(
                "MOTOR_INJURY",
                "GBP",
                null,
                "v1",
                rows,
                rows,
                0,
                NOON,
                NOON,
                Map.of("WITHDRAWN", 3),
                "ab12",
                List.of(),
                List.of());
    }

    private static TrainingRun run(String id, SlotName slot, RunState state, int minutes) {
        Instant start = NOON.plusSeconds(60L * minutes);
        return TrainingRun.begun(id, slot, TrainingRun.Cause.LABELS, RECIPE, start)
                .withDataset(Map.of(0, 5L), dataset(5))
                .ended(state, "why", start.plusSeconds(1));
    }

    @Test
    void shouldTellHowFarARunIsAndNotMoreThanOnceASecond() {
        // Given
        RunProgress progress = runs.progress(Clock.fixed(NOON, ZoneOffset.UTC));
        progress.trained(new TrainingProgress(1, 400, 0.5, 9_000));

        // When
        progress.phase("r-1", Phase.READING);
        progress.phase("r-1", Phase.TRAINING);
        progress.trained(new TrainingProgress(100, 400, 0.5, 9_000));
        progress.trained(new TrainingProgress(200, 400, 0.4, 6_000));
        String soon = told();
        progress.trained(new TrainingProgress(400, 400, 0.3, 0));
        String last = told();
        progress.phase("r-1", Phase.MEASURING);

        // Then
        assertThat(soon).isEqualTo("r-1 TRAINING 0.25 9000");
        assertThat(last).isEqualTo("r-1 TRAINING 1.0 0");
        assertThat(told()).isEqualTo("r-1 MEASURING 0.0 null");
    }

    @Test
    void shouldTrainOnWhileTheDatabaseIsAway() {
        // Given
        RunProgress progress = runs.progress(Clock.fixed(NOON, ZoneOffset.UTC));
        database.close();

        // Then
        assertThatCode(() -> progress.phase("r-1", Phase.TRAINING)).doesNotThrowAnyException();
    }

    private String told() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select * from record_training_progress")
                .map((row, context) -> row.getString("run_id") + " " + row.getString("phase") + " "
                        + row.getDouble("share") + " " + row.getString("millis_left"))
                .one());
    }
}
