package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.retrain.RetrainFixture.Estimates;
import io.claimstream.retrain.RetrainFixture.Worker;
import io.claimstream.retrain.run.RunState;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that passed the gates, on trial beside the champion. */
final class ChallengerIT {

    private static final int FIRST = 400;
    private static final int SECOND = 700;
    private static final int HALF = 740;
    private static final int WHOLE = 840;
    private static final int MORE = 860;

    @TempDir
    Path dataDir;

    @Test
    void shouldPromoteWhatIsProvenBetterByWayOfACanaryAndARestart() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            Map<String, String> canary = Map.of("retrain.promotion", "canary", "retrain.canary.settlements", "20");
            String champion = train(fixture, 0, FIRST, "holdout", DeploymentAction.PROMOTED);
            String challenger = train(fixture, FIRST, SECOND, "canary", DeploymentAction.SHADOWED);
            assertThat(challenger).isNotEqualTo(champion);
            Estimates better = new Estimates(challenger, "1.02");
            Estimates worse = new Estimates(champion, "1.12");

            // When
            fixture.settleBeside(SECOND, HALF, worse, better);
            try (Worker before = fixture.start(canary)) {
                fixture.await("half of the claims", () -> settled(before, challenger) == HALF - SECOND);
            }
            assertThat(fixture.awaitDeployments(2)).hasSize(2);
            List<ModelDeployment> events;
            try (Worker after = fixture.start(canary)) {
                fixture.settleBeside(HALF, WHOLE, worse, better);
                fixture.awaitDeployments(3);
                fixture.settleBeside(WHOLE, MORE, better, worse);
                events = fixture.awaitDeployments(4);
                assertThat(after.service().health().live()).isTrue();
            }

            // Then
            ModelDeployment started = events.get(2);
            assertThat(started.getAction()).isEqualTo(DeploymentAction.CANARY_STARTED);
            assertThat(started.getShare()).contains(0.1);
            assertThat(started.getCalibration()).contains(2);
            ModelDeployment promoted = events.get(3);
            assertThat(promoted.getAction()).isEqualTo(DeploymentAction.PROMOTED);
            assertThat(promoted.getVersion()).isEqualTo(challenger);
            assertThat(promoted.getPreviousVersion()).contains(champion);
            assertThat(promoted.getCalibration()).contains(2);
            assertThat(promoted.getActor()).isEqualTo("retrain-worker/trial");
            assertThat(promoted.getReason())
                    .startsWith("Proven better, 20 settled claims decided as a canary among them:"
                            + " error 0.020 against 0.120 of the champion on ");
        }
    }

    @Test
    void shouldEndTheChallengeOfAWorseOneAndLeaveTheChampion() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            String champion = train(fixture, 0, FIRST, "holdout", DeploymentAction.PROMOTED);
            String challenger = train(fixture, FIRST, SECOND, "shadow", DeploymentAction.SHADOWED);

            // When
            List<ModelDeployment> events;
            try (Worker worker = fixture.start(Map.of("retrain.promotion", "shadow", "retrain.trial.claims", "100"))) {
                fixture.settleBeside(SECOND, WHOLE, new Estimates(champion, "1.05"), new Estimates(challenger, "1.06"));
                events = fixture.awaitDeployments(3);
                assertThat(worker.service().health().live()).isTrue();
            }

            // Then
            assertThat(events.get(2).getAction()).isEqualTo(DeploymentAction.RETIRED);
            assertThat(events.get(2).getVersion()).isEqualTo(challenger);
            assertThat(events.get(2).getReason())
                    .startsWith(
                            "Not proven better in as many claims as a challenge may take: error 0.060 against 0.050");
        }
    }

    @Test
    void shouldObeyCommandsAboutChallengers() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            String champion = train(fixture, 0, FIRST, "holdout", DeploymentAction.PROMOTED);
            String challenger = train(fixture, FIRST, SECOND, "holdout", DeploymentAction.PROMOTED);

            // When
            List<ModelDeployment> events;
            try (Worker worker = fixture.start(Map.of())) {
                fixture.command("back", ModelCommandKind.ROLL_BACK, null);
                fixture.command("shadow", ModelCommandKind.SHADOW, challenger);
                fixture.command("again", ModelCommandKind.SHADOW, challenger);
                fixture.command("promote", ModelCommandKind.PROMOTE, challenger);
                fixture.command("other", ModelCommandKind.SHADOW, champion);
                events = fixture.awaitDeployments(7);
                assertThat(worker.service().health().live()).isTrue();
            }

            // Then
            assertThat(events.subList(2, 7))
                    .extracting(ModelDeployment::getAction)
                    .containsExactly(
                            DeploymentAction.ROLLED_BACK,
                            DeploymentAction.SHADOWED,
                            DeploymentAction.COMMAND_REFUSED,
                            DeploymentAction.PROMOTED,
                            DeploymentAction.SHADOWED);
            assertThat(events.get(3).getCalibration()).contains(2);
            assertThat(events.get(4).getCode()).contains("ALREADY_CHALLENGER");
        }
    }

    /** Trains on what is settled now, and returns the version. */
    private static String train(RetrainFixture fixture, int from, int to, String promotion, DeploymentAction expected) {
        int before = fixture.awaitDeployments(0).size();
        fixture.settle(from, to);
        Map<String, String> more = from == 0
                ? Map.of("retrain.rounds", "15", "retrain.depth", "2", "retrain.promotion", promotion)
                : Map.of("retrain.promotion", promotion);
        try (Worker worker = fixture.start(more)) {
            ModelDeployment event = fixture.awaitDeployments(before + 1).get(before);
            fixture.awaitLastRun(expected == DeploymentAction.PROMOTED ? RunState.PUBLISHED : RunState.CHALLENGING);
            assertThat(event.getAction()).as(event.getReason()).isEqualTo(expected);
            assertThat(worker.service().health().live()).isTrue();
            return event.getVersion();
        }
    }

    private static double settled(Worker worker, String version) {
        return Optional.ofNullable(worker.context()
                        .meters()
                        .find(TrialMeters.SETTLED)
                        .tag("version", version)
                        .gauge())
                .map(Gauge::value)
                .orElse(0.0);
    }
}
