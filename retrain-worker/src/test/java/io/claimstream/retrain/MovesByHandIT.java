package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.retrain.RetrainFixture.Worker;
import io.claimstream.retrain.run.RunState;
import io.claimstream.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MovesByHandIT {

    private static final int CLAIMS = 400;
    private static final ModelSlot ACME = new ModelSlot("MOTOR_INJURY", "GBP", "acme");
    private static final String BASELINE = "baseline";

    @TempDir
    Path dataDir;

    @Test
    void shouldAnswerEachCommandByOneEvent() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir);
                Worker worker = fixture.start(Map.of())) {
            // Given
            fixture.settle(0, CLAIMS);
            String version = fixture.awaitDeployments(1).get(0).getVersion();

            // When
            fixture.command("1", ModelCommandKind.PIN, ACME, null);
            fixture.command("2", ModelCommandKind.UNPIN, ACME, null);
            fixture.command("3", ModelCommandKind.ROLL_BACK, null);
            fixture.command("3", ModelCommandKind.ROLL_BACK, null);
            fixture.command("4", ModelCommandKind.ROLL_BACK, null);
            fixture.command("5", ModelCommandKind.RETIRE, version);
            fixture.command("6", ModelCommandKind.PROMOTE, version);
            fixture.command("7", ModelCommandKind.PIN, null);
            List<ModelDeployment> events = fixture.awaitDeployments(8);

            // Then
            assertThat(events.subList(1, events.size()))
                    .extracting(
                            ModelDeployment::getCommandId,
                            ModelDeployment::getAction,
                            ModelDeployment::getVersion,
                            ModelDeployment::getCode)
                    .containsExactly(
                            moved("1", DeploymentAction.PINNED, version),
                            moved("2", DeploymentAction.UNPINNED, BASELINE),
                            moved("3", DeploymentAction.ROLLED_BACK, BASELINE),
                            tuple(
                                    Optional.of("4"),
                                    DeploymentAction.COMMAND_REFUSED,
                                    BASELINE,
                                    Optional.of("NOTHING_TO_ROLL_BACK")),
                            moved("5", DeploymentAction.RETIRED, version),
                            moved("6", DeploymentAction.PROMOTED, version),
                            moved("7", DeploymentAction.PINNED, version));
            assertThat(events.get(3).getReason()).isEqualTo("because");
            assertThat(events.get(3).getActor()).isEqualTo("engineer");
            assertThat(events.get(6).getCalibration()).contains(1);
            assertThat(worker.service().health().live()).isTrue();
        }
    }

    @Test
    void shouldRollBackDuringATrainingAndAnswerTheTrainingAfterARestartOnce() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            fixture.settle(0, CLAIMS);
            String version;
            try (Worker first = fixture.start(Map.of())) {
                version = fixture.awaitDeployments(1).get(0).getVersion();
                fixture.awaitLastRun(RunState.PUBLISHED);
                assertThat(first.service().health().live()).isTrue();
            }
            fixture.settle(CLAIMS, CLAIMS + 60);
            fixture.command("train", ModelCommandKind.TRAIN, null);
            List<ModelDeployment> during;

            // When
            try (Worker slow = fixture.start(Map.of("retrain.rounds", "5000", "retrain.depth", "12"))) {
                fixture.await("a training under way", () -> slow.meter(RetrainMetrics.PROGRESS) > 0);
                fixture.command("back", ModelCommandKind.ROLL_BACK, null);
                during = fixture.awaitDeployments(2);
            }
            List<ModelDeployment> all;
            try (Worker next = fixture.start(Map.of())) {
                all = fixture.awaitDeployments(3);
                assertThat(next.service().health().live()).isTrue();
            }

            // Then
            assertThat(during)
                    .extracting(ModelDeployment::getCommandId)
                    .containsExactly(Optional.empty(), Optional.of("back"));
            assertThat(during.get(1).getPreviousVersion()).contains(version);
            assertThat(all.get(2).getCommandId()).contains("train");
            assertThat(fixture.committed(Topics.MODELS_DEPLOYMENTS)).hasSize(3);
        }
    }

    @Test
    void shouldHoldBackAModelThatAPersonDoesNotWant() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir);
                Worker worker = fixture.start(Map.of("retrain.min-new-labels", String.valueOf(CLAIMS)))) {
            // Given
            fixture.settle(0, CLAIMS);
            String version = fixture.awaitDeployments(1).get(0).getVersion();
            fixture.command("pin", ModelCommandKind.PIN, null);
            fixture.command("back", ModelCommandKind.ROLL_BACK, null);

            // When
            fixture.command("train-pinned", ModelCommandKind.TRAIN, null);
            fixture.awaitDeployments(4);
            fixture.command("unpin", ModelCommandKind.UNPIN, null);
            fixture.command("train-unpinned", ModelCommandKind.TRAIN, null);
            List<ModelDeployment> events = fixture.awaitDeployments(6);

            // Then
            assertThat(events)
                    .extracting(ModelDeployment::getVersion)
                    .containsExactly(version, version, BASELINE, version, BASELINE, version);
            assertThat(events.get(3).getAction()).isEqualTo(DeploymentAction.REFUSED);
            assertThat(events.get(3).getCode()).contains("PINNED");
            assertThat(events.get(5).getCode()).contains("TAKEN_OUT_BY_HAND");
            assertThat(events.get(5).getReason()).contains("Better: MAPE", "models promote");
            assertThat(worker.service().health().live()).isTrue();
        }
    }

    private static Tuple moved(String command, DeploymentAction action, String version) {
        return tuple(Optional.of(command), action, version, Optional.empty());
    }
}
