package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelReport;
import io.claimstream.event.ModelVersion;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.LoadResult;
import io.claimstream.model.ModelJson;
import io.claimstream.model.ModelLoader;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.evaluation.Drift;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Exposure;
import io.claimstream.model.evaluation.fairness.FairnessVerdict;
import io.claimstream.retrain.RetrainFixture.Worker;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetrainWorkerIT {

    private static final int FEW = 40;
    private static final int CLAIMS = 400;

    @TempDir
    Path dataDir;

    @Test
    void shouldTrainNothingBelowMinimumThenPublishBetterModelAndRefuseOneThatIsNot() throws IOException {
        try (RetrainFixture fixture = new RetrainFixture(dataDir);
                Worker worker = fixture.start(Map.of())) {
            // Given
            fixture.settle(0, FEW);
            fixture.awaitLabels(FEW);
            fixture.commandTraining("command-1");
            fixture.awaitLastRun(RunState.TOO_FEW);
            List<ModelDeployment> none = fixture.committed(Topics.MODELS_DEPLOYMENTS);
            fixture.settle(FEW, CLAIMS);
            ModelDeployment promoted = fixture.awaitDeployments(2).get(1);
            fixture.awaitLastRun(RunState.PUBLISHED);

            // When
            fixture.commandTraining("command-2");
            ModelDeployment second = fixture.awaitDeployments(3).get(2);
            List<TrainingRun> runs = fixture.awaitLastRun(RunState.REFUSED);

            // Then
            assertThat(none)
                    .extracting(ModelDeployment::getAction, ModelDeployment::getCommandId, ModelDeployment::getCode)
                    .containsExactly(tuple(
                            DeploymentAction.COMMAND_REFUSED, Optional.of("command-1"), Optional.of("TOO_FEW_LABELS")));
            assertPublished(fixture, promoted);
            assertRefused(second, promoted);
            assertReported(fixture, List.of(promoted, second), runs);
            assertThat(runs)
                    .extracting(TrainingRun::state, TrainingRun::reason)
                    .containsExactly(
                            tuple(
                                    RunState.TOO_FEW,
                                    Optional.of("Too few labels: 40 usable, and nothing is trained below 150.")),
                            tuple(RunState.PUBLISHED, Optional.of(promoted.getReason())),
                            tuple(RunState.REFUSED, Optional.of(second.getReason())));
            assertRecorded(fixture, runs.get(1));
            assertMetersAgree(fixture, worker);
        }
    }

    @Test
    void shouldRefuseABetterModelThatIsUnfair() throws IOException {
        try (RetrainFixture fixture = new RetrainFixture(dataDir);
                Worker worker = fixture.start(Map.of(
                        "retrain.min-new-labels",
                        Integer.toString(CLAIMS),
                        // What is unfair here is outside of the intervals too; fairness has to refuse it alone.
                        "retrain.gate.coverage.allowance",
                        "0.8",
                        "retrain.gate.coverage.group.allowance",
                        "0.8"))) {
            // Given: what women are paid changed after the rows to train and calibrate on.
            fixture.drive(0, CLAIMS);
            fixture.settle(0, CLAIMS * 4 / 5);

            // When
            fixture.settleMoreForWomen(CLAIMS * 4 / 5, CLAIMS);
            ModelDeployment refused = fixture.awaitDeployments(1).get(0);
            List<TrainingRun> runs = fixture.awaitLastRun(RunState.REFUSED);

            // Then
            assertThat(refused.getAction()).isEqualTo(DeploymentAction.REFUSED);
            assertThat(refused.getCode()).contains("UNFAIR");
            assertThat(refused.getReason()).startsWith("Unfair: ").contains("Female, 25–34", "Better: MAPE");
            assertThat(runs).extracting(TrainingRun::reason).containsExactly(Optional.of(refused.getReason()));
            assertThat(fixture.committed(Topics.MODELS_VERSIONS)).isEmpty();
            EvaluationReport report =
                    parsed(fixture.committed(Topics.MODELS_REPORTS).get(0));
            assertThat(report.versions().model()).isEqualTo(refused.getVersion());
            assertThat(report.fairness().verdict()).isInstanceOf(FairnessVerdict.Blocked.class);
            assertThat(worker.service().health().live()).isTrue();
        }
    }

    @Test
    void shouldLeaveNothingHalfPublishedWhenEndedInMiddleOfTraining() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            fixture.settle(0, CLAIMS);
            try (Worker slow = fixture.start(Map.of("retrain.rounds", "5000", "retrain.depth", "12"))) {
                fixture.await("a training under way", () -> slow.meter(RetrainMetrics.PROGRESS) > 0);
            }
            List<TrainingRun> cutOff = fixture.awaitLastRun(RunState.TRAINING);
            List<ModelVersion> versionsBefore = fixture.committed(Topics.MODELS_VERSIONS);

            // When
            try (Worker next = fixture.start(Map.of())) {
                fixture.awaitDeployments(1);
                List<TrainingRun> runs = fixture.awaitLastRun(RunState.PUBLISHED);

                // Then
                assertThat(next.service().health().live()).isTrue();
                assertThat(cutOff).hasSize(1);
                assertThat(versionsBefore).isEmpty();
                assertThat(runs)
                        .extracting(TrainingRun::state)
                        .containsExactly(RunState.INTERRUPTED, RunState.PUBLISHED);
                assertThat(fixture.committed(Topics.MODELS_VERSIONS)).hasSize(1);
            }
        }
    }

    @Test
    void shouldLeaveAModelThatWasPublishedAndNotPromotedAndTrainAnew() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            fixture.settle(0, CLAIMS);
            try (Worker slow = fixture.start(Map.of("retrain.promotion.delay", "1h"))) {
                fixture.await("a published model", () -> !fixture.committed(Topics.MODELS_VERSIONS)
                        .isEmpty());
                assertThat(slow.service().health().live()).isTrue();
            }
            String left = fixture.committed(Topics.MODELS_VERSIONS).get(0).getVersion();
            ModelTopics topics = new ModelTopics(fixture.settings(Map.of()), fixture.serdes());
            assertThat(topics.bundle(left)).isPresent();
            assertThat(topics.deployments()).isEmpty();
            assertThat(topics.lastCalibration()).isZero();

            // When
            try (Worker next = fixture.start(Map.of())) {
                ModelDeployment promoted = fixture.awaitDeployments(1).get(0);
                List<TrainingRun> runs = fixture.awaitLastRun(RunState.PUBLISHED);

                // Then
                assertThat(next.service().health().live()).isTrue();
                assertThat(runs)
                        .extracting(TrainingRun::state)
                        .containsExactly(RunState.INTERRUPTED, RunState.PUBLISHED);
                assertThat(promoted.getActor()).endsWith(runs.get(1).id());
                assertThat(fixture.committed(Topics.MODELS_DEPLOYMENTS)).hasSize(1);
                assertThat(fixture.committed(Topics.MODELS_CALIBRATION)).hasSize(1);
                assertThat(topics.bundle(promoted.getVersion())).isPresent();
            }
        }
    }

    @Test
    void shouldCalibrateChampionOnWhatIsSettledWithoutGapOrDoubleOverARestart() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given
            Map<String, String> often = Map.of("retrain.calibration.every", "20");
            String version;
            try (Worker worker = fixture.start(often)) {
                fixture.settle(0, CLAIMS);
                version = fixture.awaitDeployments(1).get(0).getVersion();
                fixture.settle(CLAIMS, CLAIMS + 30, version);
                fixture.await("second calibration", () -> settlements(fixture) >= 20);
                fixture.settle(CLAIMS + 30, CLAIMS + 40, version);
                fixture.awaitLabels(CLAIMS + 40);
                assertThat(worker.service().health().live()).isTrue();
            }

            // When
            try (Worker next = fixture.start(often)) {
                fixture.settle(CLAIMS + 40, CLAIMS + 80, version);
                fixture.awaitLabels(CLAIMS + 80);
                fixture.await("calibrations of nearly all", () -> settlements(fixture) > 60);
                assertThat(next.service().health().live()).isTrue();
            }

            // Then
            List<CalibrationRecord> records = fixture.committed(Topics.MODELS_CALIBRATION);
            assertThat(records)
                    .extracting(CalibrationRecord::getNumber)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, records.size()).boxed().toList());
            assertThat(records).extracting(CalibrationRecord::getModelVersion).containsOnly(version);
            for (int i = 1; i < records.size(); i++) {
                long taken =
                        records.get(i).getSettlements() - records.get(i - 1).getSettlements();
                assertThat(taken).isGreaterThanOrEqualTo(20);
                assertThat(records.get(i).getRows())
                        .isEqualTo(records.get(i - 1).getRows() + (int) taken);
            }
            assertThat(settlements(fixture)).isLessThanOrEqualTo(80);
        }
    }

    @Test
    void shouldNeitherTrainNorCalibrateOnWhoIsErased() {
        try (RetrainFixture fixture = new RetrainFixture(dataDir)) {
            // Given: ten of the claims that are to be learned from, and one of nobody who is known here.
            fixture.erase(0, 10);
            fixture.erase(9_999, 10_000);
            try (Worker worker = fixture.start(
                    Map.of("retrain.calibration.every", "20", "retrain.min-new-labels", Integer.toString(CLAIMS)))) {
                fixture.settle(0, CLAIMS);
                String version = fixture.awaitDeployments(1).get(0).getVersion();
                TrainingRun run = fixture.awaitLastRun(RunState.PUBLISHED).get(0);
                fixture.settle(CLAIMS, CLAIMS + 15, version);
                fixture.awaitLabels(CLAIMS + 15);
                fixture.await(
                        "a look that reads them",
                        () -> worker.context()
                                        .meters()
                                        .find(WatchMeters.LIVE_ERROR)
                                        .gauge()
                                != null);

                // When: of fifteen that are read and not calibrated on yet, five are erased.
                fixture.erase(CLAIMS, CLAIMS + 5);
                fixture.settle(CLAIMS + 15, CLAIMS + 25, version);
                fixture.await("second calibration", () -> settlements(fixture) > 0);

                // Then
                assertThat(run.exclusions()).isEqualTo(Map.of("ERASED", 10));
                assertThat(run.rows()).isEqualTo(CLAIMS - 10);
                assertThat(settlements(fixture)).isEqualTo(20);
                assertThat(worker.service().health().live()).isTrue();
            }
        }
    }

    private static long settlements(RetrainFixture fixture) {
        return fixture.committed(Topics.MODELS_CALIBRATION).stream()
                .mapToLong(CalibrationRecord::getSettlements)
                .max()
                .orElse(0);
    }

    /** What a run was made with and from, by the names that everything else has for it. */
    private static void assertRecorded(RetrainFixture fixture, TrainingRun run) {
        ModelVersion published = fixture.committed(Topics.MODELS_VERSIONS).get(0);
        byte[] bytes = new byte[published.getManifest().remaining()];
        published.getManifest().duplicate().get(bytes);
        ModelManifest manifest = ModelManifest.parse(bytes);
        assertThat(run.version()).contains(published.getVersion());
        assertThat(run.dataset()).contains(DatasetManifest.of(manifest).name());
        assertThat(run.recipe()).hasValueSatisfying(recipe -> {
            assertThat(recipe.parameters())
                    .isEqualTo(new String(ModelJson.bytes(manifest.parameters()), StandardCharsets.UTF_8));
            assertThat(recipe.code()).isNotBlank();
        });
    }

    private static void assertReported(RetrainFixture fixture, List<ModelDeployment> moves, List<TrainingRun> runs)
            throws IOException {
        List<ModelReport> reports = fixture.committed(Topics.MODELS_REPORTS);
        assertThat(reports)
                .extracting(ModelReport::getVersion)
                .containsExactlyElementsOf(
                        moves.stream().map(ModelDeployment::getVersion).toList());
        assertThat(reports)
                .extracting(ModelReport::getRunId)
                .containsExactly(runs.get(1).id(), runs.get(2).id());
        EvaluationReport report = parsed(reports.get(0));
        assertThat(report.versions().model()).isEqualTo(moves.get(0).getVersion());
        assertThat(report.data().evaluated()).isEqualTo(report.trainedOn().holdoutRows());
        assertThat(report.error().metrics().mape())
                .isCloseTo(
                        ModelManifest.parse(manifest(fixture, moves.get(0)))
                                .holdout()
                                .mape(),
                        within(1e-5));
        assertThat(report.exposure().basis()).isEqualTo(Exposure.Basis.HELD_OUT);
        assertThat(report.drift().basis()).isEqualTo(Drift.Basis.TRAINING_ROWS);
        assertThat(report.calibration()).isNotNull();
    }

    private static EvaluationReport parsed(ModelReport event) throws IOException {
        byte[] bytes = new byte[event.getReport().remaining()];
        event.getReport().duplicate().get(bytes);
        return EvaluationReport.parse(bytes);
    }

    private static byte[] manifest(RetrainFixture fixture, ModelDeployment move) {
        return new ModelTopics(fixture.settings(Map.of()), fixture.serdes())
                .bundle(move.getVersion())
                .orElseThrow()
                .manifest();
    }

    private void assertPublished(RetrainFixture fixture, ModelDeployment promoted) {
        assertThat(promoted.getAction()).isEqualTo(DeploymentAction.PROMOTED);
        assertThat(promoted.getPreviousVersion()).isEmpty();
        assertThat(promoted.getReason())
                .startsWith("Verified: signature")
                .contains(
                        "Better: MAPE",
                        "of the baseline",
                        "Intervals stated to cover 90.0 %",
                        "Fairness is not measured: No row states an age or a gender.",
                        "Fast enough: a score takes");
        assertThat(fixture.committed(Topics.MODELS_CALIBRATION))
                .singleElement()
                .extracting(CalibrationRecord::getNumber, CalibrationRecord::getModelVersion)
                .containsExactly(1, promoted.getVersion());
        ModelTopics topics = new ModelTopics(fixture.settings(Map.of()), fixture.serdes());
        ModelLoader loader = new ModelLoader(
                new ModelVerifier(KeyFiles.trusted(dataDir.resolve("secrets"))),
                new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES),
                bundle -> Optional.empty());
        LoadResult loaded = loader.load(topics.bundle(promoted.getVersion()).orElseThrow());
        assertThat(loaded).isInstanceOf(LoadResult.Loaded.class);
    }

    private static void assertRefused(ModelDeployment second, ModelDeployment promoted) {
        assertThat(second.getAction()).isEqualTo(DeploymentAction.REFUSED);
        assertThat(second.getPreviousVersion()).contains(promoted.getVersion());
        assertThat(second.getReason()).contains("is champion already");
        assertThat(second.getCode()).contains("NOT_BETTER");
        assertThat(second.getCommandId()).contains("command-2");
    }

    private static void assertMetersAgree(RetrainFixture fixture, Worker worker) {
        MeterRegistry meters = worker.context().meters();
        assertThat(meters.get(RetrainMetrics.LABELS).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(CLAIMS)
                .isEqualTo(fixture.committed(Topics.CLAIMS_LABELLED).size());
        assertThat(meters.get(RetrainMetrics.RUNS).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(3);
    }
}
