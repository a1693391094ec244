package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelFolder;
import io.claimstream.platform.service.Health;
import io.claimstream.retrain.RetrainFixture.Worker;
import io.claimstream.retrain.publish.CalibrationFile;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitialModelIT {

    private static final int CLAIMS = 400;

    @TempDir
    Path directory;

    @Test
    void shouldBeginASlotOnceWithTheModelThatIsNamed() throws IOException {
        // Given
        Path model = directory.resolve("model");
        String version = train(model);
        Map<String, String> named = Map.of("model.initial", model.toString());
        try (RetrainFixture fixture = new RetrainFixture(directory)) {

            // When
            try (Worker worker = fixture.start(named)) {
                ModelDeployment first = fixture.awaitDeployments(1).get(0);
                fixture.command("back", ModelCommandKind.ROLL_BACK, null);
                fixture.awaitDeployments(2);

                // Then
                assertThat(first.getAction()).isEqualTo(DeploymentAction.PROMOTED);
                assertThat(first.getVersion()).isEqualTo(version);
                assertThat(first.getActor()).isEqualTo("retrain-worker/initial");
                assertThat(first.getCalibration()).contains(1);
                assertThat(worker.service().health().checks())
                        .noneMatch(check -> check.name().equals("initial-model"));
            }
            ModelTopics topics = new ModelTopics(fixture.settings(Map.of()), fixture.serdes());
            CalibrationRecord calibration =
                    fixture.committed(Topics.MODELS_CALIBRATION).get(0);
            assertThat(topics.bundle(version)).isPresent();
            assertThat(calibration.getModelVersion()).isEqualTo(version);
            assertThat(calibration.getLabelled()).isEmpty();
            // A slot that a person took back to the baseline is not begun again.
            try (Worker again = fixture.start(named)) {
                fixture.command("retire", ModelCommandKind.RETIRE, version);
                List<ModelDeployment> events = fixture.awaitDeployments(3);
                assertThat(again.service().health().live()).isTrue();
                assertThat(events)
                        .extracting(ModelDeployment::getAction)
                        .containsExactly(
                                DeploymentAction.PROMOTED, DeploymentAction.ROLLED_BACK, DeploymentAction.RETIRED);
            }
        }
    }

    @Test
    void shouldRefuseAWrongModelWithCodeAndHintAndChangeNothing() throws IOException {
        // Given
        Path good = directory.resolve("model");
        train(good);
        ModelBundle bundle = new ModelFolder(good).read();
        byte[] signature = bundle.signature();
        signature[0] ^= 1;
        Path forged = directory.resolve("forged");
        new ModelFolder(forged)
                .write(new ModelBundle(
                        bundle.version(), bundle.manifest(), signature, bundle.signingKeyId(), bundle.artifact()));
        Path strange = directory.resolve("strange");
        new ModelFolder(strange)
                .write(new ModelBundle(
                        bundle.version(), bundle.manifest(), signature, "0123456789abcdef", bundle.artifact()));
        Path bare = directory.resolve("bare");
        new ModelFolder(bare).write(bundle);
        Path empty = Files.createDirectory(directory.resolve("empty"));

        try (RetrainFixture fixture = new RetrainFixture(directory)) {
            // When
            String ofForged = refusal(fixture, forged.toString());
            String ofStrange = refusal(fixture, strange.toString());
            String ofBare = refusal(fixture, bare.toString());
            String ofEmpty = refusal(fixture, empty.toString());
            String ofUnknown = refusal(fixture, "m-0123456789ab");

            // Then
            assertThat(ofForged).contains("forged' is refused: BAD_SIGNATURE, ").contains("./claimstream train");
            assertThat(ofStrange).contains("UNKNOWN_KEY, ").contains("scoring.trusted.keys.dir");
            assertThat(ofBare).contains("NOT_CALIBRATED, ").contains("models sample");
            assertThat(ofEmpty).contains("INCOMPLETE, ");
            assertThat(ofUnknown).contains("NOT_FOUND, ").contains("models list");
            assertThat(fixture.committed(Topics.MODELS_DEPLOYMENTS)).isEmpty();
            assertThat(fixture.committed(Topics.MODELS_VERSIONS)).isEmpty();
        }
    }

    /** A model of another log, in a directory with its calibration; the version. */
    private String train(Path into) throws IOException {
        try (RetrainFixture elsewhere = new RetrainFixture(directory)) {
            elsewhere.settle(0, CLAIMS);
            try (Worker worker = elsewhere.start(Map.of())) {
                String version = elsewhere.awaitDeployments(1).get(0).getVersion();
                assertThat(worker.service().health().live()).isTrue();
                new ModelFolder(into)
                        .write(new ModelTopics(elsewhere.settings(Map.of()), elsewhere.serdes())
                                .bundle(version)
                                .orElseThrow());
                CalibrationFile.write(
                        into, elsewhere.committed(Topics.MODELS_CALIBRATION).get(0));
                return version;
            }
        }
    }

    private static String refusal(RetrainFixture fixture, String name) {
        try (Worker worker = fixture.start(Map.of("model.initial", name))) {
            Predicate<Health.Check> isRefusal = check -> check.name().equals("initial-model");
            fixture.await("a refusal of " + name, () -> worker.service().health().checks().stream()
                    .anyMatch(isRefusal));
            fixture.await(
                    "readiness with " + name, () -> worker.service().health().ready());
            return worker.service().health().checks().stream()
                    .filter(isRefusal)
                    .findFirst()
                    .orElseThrow()
                    .detail();
        }
    }
}
