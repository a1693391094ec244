package io.claimstream.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.GoldenRow;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Samples;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.doubt.DoubtModel;
import io.claimstream.model.doubt.ReliabilityBin;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.EngineKind;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidateTest {

    @Test
    void shouldGiveTheSameBytesForTheSameDataAndParameters() {
        Candidate first = Samples.candidate();
        Candidate second = Samples.candidate();

        assertThat(second.artifact().bytes()).isEqualTo(first.artifact().bytes());
        assertThat(second.manifest().toBytes()).isEqualTo(first.manifest().toBytes());
    }

    @Test
    void shouldHaveAManifestThatReadsBack() {
        ModelManifest manifest = Samples.candidate().manifest();

        ModelManifest back = ModelManifest.parse(manifest.toBytes());

        assertThat(back).isEqualTo(manifest);
        assertThat(back.slot()).isEqualTo(Samples.SLOT);
        assertThat(back.dataset().settled()).isEqualTo(Samples.ROWS);
        assertThat(back.dataset().trainingRows()).isEqualTo(180);
    }

    @Test
    void shouldHoldNothingOfAnyClaim() {
        ModelManifest manifest = Samples.candidate().manifest();

        String json = new String(manifest.toBytes(), StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("claim-").doesNotContain("claimant-").doesNotContain("acme");
        for (GoldenRow golden : manifest.goldenRows()) {
            for (int i = 0; i < Samples.ROWS; i++) {
                assertThat(golden.row()).isNotEqualTo(Samples.row(i));
            }
        }
    }

    @Test
    void shouldBeBetterThanTheBaselineWhereThereIsSomethingToLearn() {
        Candidate candidate = Samples.candidate();
        Split split = Split.byLabelTime(Samples.dataset(Samples.ROWS));

        assertThat(candidate.holdout().rows()).isEqualTo(60);
        assertThat(candidate.holdout().mape())
                .isLessThan(Candidate.measureBaseline(split.holdout()).mape());
        assertThat(candidate.calibration().rows()).isEqualTo(60);
    }

    @Test
    void shouldCarryRangesAndReliability() {
        DoubtModel doubt = Samples.candidate().manifest().doubt();

        assertThat(doubt.ranges()).containsKey("sum_heads").doesNotContainKey("claim_lag_days");
        assertThat(doubt.ranges().keySet()).noneMatch(name -> name.startsWith("provider_"));
        assertThat(doubt.reliability().stream().mapToInt(ReliabilityBin::rows).sum())
                .isEqualTo(60);
    }

    @Test
    void shouldLearnDifficultyFromTrainingRowsOnly() {
        Split split = Split.byLabelTime(Samples.dataset(Samples.ROWS));
        TrainedModel trained =
                new Trainer(Samples.TINY).trainWithDifficulty(split.train(), (round, rounds, rmse) -> {});
        Dataset other = new Dataset(
                Samples.SCHEMA,
                IntStream.range(0, split.calibration().size())
                        .mapToObj(split.calibration()::row)
                        .map(row -> new LabelledRow(
                                row.values(), row.label() * 3, row.sumOfHeads(), row.labelledAt(), true))
                        .toList());

        Candidate one = Candidate.of(split, trained, Samples.origin());
        Candidate two = Candidate.of(
                new Split(split.whole(), split.train(), other, split.holdout()), trained, Samples.origin());

        assertThat(two.manifest().doubt().difficulty())
                .isEqualTo(one.manifest().doubt().difficulty());
        assertThat(two.calibration().toRecord().getLogHalfWidth())
                .isGreaterThan(one.calibration().toRecord().getLogHalfWidth());
    }

    @Test
    void shouldReadAManifestWrittenBeforeNodesDrewFeatures() {
        ModelManifest manifest = Samples.candidate().manifest();
        String now = new String(manifest.toBytes(), StandardCharsets.UTF_8);
        String then = now.replace("\"nodeColumnSample\":1.0,", "")
                .replace(",\"treesPerRound\":1", "")
                .replace("\"risingFeatures\":[],", "")
                .replace("\"gappedCopies\":0,", "")
                .replace("\"boosters\":1,", "")
                .replace("\"measurement\":{\"foldSeed\":0,\"mapeByFold\":[],\"method\":\"LATER_ROWS\"},", "");

        ModelManifest back = ModelManifest.parse(then.getBytes(StandardCharsets.UTF_8));

        assertThat(then)
                .isNotEqualTo(now)
                .doesNotContain("nodeColumnSample")
                .doesNotContain("treesPerRound")
                .doesNotContain("risingFeatures")
                .doesNotContain("gappedCopies")
                .doesNotContain("boosters")
                .doesNotContain("measurement");
        assertThat(back).isEqualTo(manifest);
    }

    @Test
    void shouldSayWhatWasKnownOfErasuresAndNothingWhenThatWasNotRead() {
        // Given
        Split split = Split.byLabelTime(Samples.dataset(Samples.ROWS));
        Candidate unknowing = Samples.candidate();
        Candidate.Origin origin = Samples.origin();

        // When
        Candidate knowing = Candidate.of(
                split,
                unknowing.artifact().bytes(),
                new Candidate.Origin(
                        origin.slot(),
                        origin.parameters(),
                        Map.of("ERASED", 3),
                        origin.labelled(),
                        List.of(new DatasetSummary.Offsets(0, 0, 7)),
                        null));

        // Then
        ModelManifest back = ModelManifest.parse(knowing.manifest().toBytes());
        assertThat(back).isEqualTo(knowing.manifest());
        assertThat(back.dataset().erased()).isEqualTo(3);
        assertThat(DatasetManifest.of(back).erasures()).containsExactly(new DatasetSummary.Offsets(0, 0, 7));
        assertThat(new String(unknowing.manifest().toBytes(), StandardCharsets.UTF_8))
                .doesNotContain("erasures");
        assertThat(ModelManifest.parse(unknowing.manifest().toBytes()).toBytes())
                .as("the name of an earlier model stays")
                .isEqualTo(unknowing.manifest().toBytes());
    }

    @Test
    void shouldGrowBoostersBesideEachOtherAndTakeTheirMean() {
        Dataset train = Samples.dataset(150);
        TrainingParameters three = new TrainingParameters(
                12, 3, 0.3, 0.1, 1, 0.9, 0.8, 1, 1, 64, 7, Samples.TINY.ignoredFeatures(), List.of(), 0, 3);

        byte[] artifact = new Trainer(three).train(train, (round, rounds, rmse) -> {});

        assertThat(artifact).isEqualTo(new Trainer(three).train(train, (round, rounds, rmse) -> {}));
        assertThat(new Trainer(three.ofBooster(0)).train(train, (round, rounds, rmse) -> {}))
                .isEqualTo(new Trainer(Samples.TINY).train(train, (round, rounds, rmse) -> {}));
        assertThat(BoosterArtifact.read(artifact, train.schema().size())
                        .forest()
                        .trees())
                .hasSize(three.trees())
                .hasSize(36);
        assertThat(new HeldOutTrainer(three, 0, trees -> {})
                        .estimate(train, train)
                        .margins())
                .containsExactly(margins(artifact, train), within(1e-5f));
    }

    @Test
    void shouldDrawFeaturesForNodesAndGrowTreesBesideEachOther() {
        Dataset train = Samples.dataset(150);
        byte[] plain = new Trainer(Samples.TINY).train(train, (round, rounds, rmse) -> {});
        byte[] drawn = new Trainer(
                        new TrainingParameters(12, 3, 0.3, 0.1, 1, 0.9, 0.8, 0.3, 1, 64, 7, List.of(), List.of()))
                .train(train, (round, rounds, rmse) -> {});
        byte[] beside = new Trainer(
                        new TrainingParameters(12, 3, 0.3, 0.1, 1, 0.9, 0.8, 1, 3, 64, 7, List.of(), List.of()))
                .train(train, (round, rounds, rmse) -> {});

        assertThat(drawn).isNotEqualTo(plain);
        assertThat(BoosterArtifact.read(beside, Samples.SCHEMA.size()).forest().trees())
                .hasSize(36);
        try (ScoringEngine reference = XgboostEngine.load(beside, Samples.SCHEMA.size());
                ScoringEngine compiled = EngineKind.COMPILED.load(beside, Samples.SCHEMA.size())) {
            for (int i = 0; i < 20; i++) {
                assertThat(compiled.margin(Samples.row(i))).isEqualTo(reference.margin(Samples.row(i)));
            }
        }
    }

    @Test
    void shouldRefuseAManifestOfTheFormatBefore() {
        byte[] older = "{\"format\":2}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ModelManifest.parse(older))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("expected manifest format 3, but it is 2");
    }

    @Test
    void shouldNotUseAnIgnoredFeature() {
        Dataset train = Samples.dataset(150);
        byte[] artifact = new Trainer(new TrainingParameters(
                        12, 3, 0.3, 0.1, 1, 1, 1, 1, 1, 64, 7, List.of("sum_heads", "of another set"), List.of()))
                .train(train, (round, rounds, rmse) -> {});

        try (ScoringEngine engine = XgboostEngine.load(artifact, Samples.SCHEMA.size())) {
            for (int i = 0; i < 20; i++) {
                Explanation explanation = engine.explain(Samples.row(i));
                assertThat(explanation.contribution(Samples.SCHEMA.names().indexOf("sum_heads")))
                        .isZero();
            }
        }
    }

    @Test
    void shouldRefuseToTrainOnNothing() {
        Dataset empty = Samples.dataset(0);

        assertThatThrownBy(() -> new Trainer(Samples.TINY).train(empty, (round, rounds, rmse) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] margins(byte[] artifact, Dataset rows) {
        try (ScoringEngine engine = CompiledEngine.load(artifact, rows.schema().size())) {
            return engine.margins(rows.values(), rows.size());
        }
    }
}
