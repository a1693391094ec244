package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.retrain.RetrainFixture.Worker;
import io.claimstream.retrain.run.RunState;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollBackByItselfIT {

    private static final int FIRST = 400;
    private static final int SECOND = 700;
    private static final int GOOD = 740;
    private static final int BAD = 780;

    @TempDir
    Path dataDir;

    @Test
    void shouldReturnToTheFormerChampionOnceWhenSettlementsSayThatTheNewOneIsFarOff() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            String former = train(fixture, 0, FIRST, Map.of("retrain.rounds", "15", "retrain.depth", "2"));
            String champion = train(fixture, FIRST, SECOND, Map.of());
            assertThat(champion).isNotEqualTo(former);

            // When
            List<ModelDeployment> events;
            try (Worker worker = fixture.start(Map.of())) {
                fixture.settle(SECOND, GOOD, champion);
                fixture.awaitLabels(GOOD);
                fixture.await("a verdict on good estimates", () -> isBroken(worker, champion)
                        .isPresent());
                assertThat(isBroken(worker, champion)).contains(false);
                fixture.settle(GOOD, BAD, champion, "3");
                fixture.awaitDeployments(3);
                fixture.command("back", ModelCommandKind.PROMOTE, champion);
                fixture.await("a verdict on the version put back", () -> isBroken(worker, champion)
                        .orElse(false));
                fixture.command("marker", ModelCommandKind.RETIRE, former);
                events = fixture.awaitDeployments(5);

                // Then
                assertThat(worker.context()
                                .meters()
                                .get(WatchMeters.ROLLBACKS)
                                .tag("bound", "error")
                                .counter()
                                .count())
                        .isEqualTo(1);
                assertThat(worker.service().health().live()).isTrue();
            }
            assertRolledBack(events.get(2), champion, former);
            assertThat(events.subList(3, 5))
                    .extracting(ModelDeployment::getAction)
                    .containsExactly(DeploymentAction.PROMOTED, DeploymentAction.RETIRED);
        }
    }

    private static void assertRolledBack(ModelDeployment event, String from, String to) {
        assertThat(event.getAction()).isEqualTo(DeploymentAction.ROLLED_BACK);
        assertThat(event.getPreviousVersion()).contains(from);
        assertThat(event.getVersion()).isEqualTo(to);
        assertThat(event.getCalibration()).isPresent();
        assertThat(event.getActor()).isEqualTo("retrain-worker/watch");
        assertThat(event.getCommandId()).isEmpty();
        assertThat(event.getReason()).contains("Live error ").contains(" beyond chance above its bound of ");
    }

    /** Trains on what is settled now, and returns the version that became champion. */
    private static String train(RetrainFixture fixture, int from, int to, Map<String, String> more) {
        int before = fixture.awaitDeployments(0).size();
        fixture.settle(from, to);
        try (Worker worker = fixture.start(more)) {
            ModelDeployment event = fixture.awaitDeployments(before + 1).get(before);
            fixture.awaitLastRun(RunState.PUBLISHED);
            assertThat(event.getAction()).as(event.getReason()).isEqualTo(DeploymentAction.PROMOTED);
            assertThat(worker.service().health().live()).isTrue();
            return event.getVersion();
        }
    }

    /** Whether a version breaks the bound of its error; empty while it is not champion. */
    private static Optional<Boolean> isBroken(Worker worker, String version) {
        return Optional.ofNullable(worker.context()
                        .meters()
                        .find(WatchMeters.BOUND_BROKEN)
                        .tags("version", version, "bound", "error")
                        .gauge())
                .map(Gauge::value)
                .map(value -> value > 0);
    }
}
