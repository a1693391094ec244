package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.retrain.RetrainFixture.Worker;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.TrainingRun;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriftIT {

    private static final int FIRST = 400;

    /** Claims come one an hour and are settled after 30 days: these are after the last settlement of the first. */
    private static final int LATER = FIRST + 31 * 24;

    private static final int NEW_LABELS = 40;
    private static final int DRIFTED = 300;

    @TempDir
    Path dataDir;

    @Test
    void shouldTrainWhenClaimsAreNotWhatTheyWere() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given: a champion, and labels that are too few to be reason enough.
            Map<String, String> rules = Map.of(
                    "retrain.drift.min-claims", "200",
                    "retrain.early.min-new-labels", "30",
                    "retrain.schedule.every", "0s");
            fixture.settle(0, FIRST);
            try (Worker worker = fixture.start(rules)) {
                fixture.awaitLastRun(RunState.PUBLISHED);
                fixture.settle(LATER, LATER + NEW_LABELS);
                fixture.awaitLabels(FIRST + NEW_LABELS);

                // When
                fixture.claim(LATER + NEW_LABELS, LATER + NEW_LABELS + DRIFTED, 3);
                fixture.await("a second run", () -> fixture.runs().size() > 1);

                // Then
                List<TrainingRun> runs = fixture.runs();
                assertThat(runs)
                        .extracting(TrainingRun::cause)
                        .containsExactly(TrainingRun.Cause.LABELS, TrainingRun.Cause.DRIFT);
                assertThat(drift(worker, "sum_heads")).isGreaterThan(1);
                assertThat(worker.service().health().live()).isTrue();
            }
        }
    }

    private static double drift(Worker worker, String feature) {
        Gauge gauge = worker.context()
                .meters()
                .get(DriftMeters.PSI)
                .tag("feature", feature)
                .gauge();
        return gauge.value();
    }
}
