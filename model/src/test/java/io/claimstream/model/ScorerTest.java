package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Reason;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.DifficultyTree;
import io.claimstream.model.doubt.DifficultyTree.Node;
import io.claimstream.model.doubt.DoubtModel;
import io.claimstream.model.doubt.RunningCalibration;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static LoadedModel model;

    @BeforeAll
    static void load() {
        var candidate = Samples.candidate();
        model = new LoadedModel(
                "m-1",
                candidate.manifest(),
                XgboostEngine.load(candidate.artifact().bytes(), Samples.SCHEMA.size()));
    }

    @AfterAll
    static void close() {
        model.engine().close();
    }

    @Test
    void shouldScoreWithTheSumOfHeadsBeforeAnyModel() {
        ClaimScored score = Scorer.baseline(Samples.features(1), Samples.REF, ReviewReason.NO_MODEL, Samples.NOW);

        assertThat(score.getEstimate()).isEqualByComparingTo("1234.50");
        assertThat(score.getModelVersion()).isEqualTo("baseline");
        assertThat(score.getInterval()).isEmpty();
        assertThat(score.getConfidence()).isEmpty();
        assertThat(score.getModelHash()).isEmpty();
        assertThat(score.getReviewReasons()).containsExactly("NO_MODEL");
        assertThat(sum(score)).isEqualByComparingTo(score.getEstimate());
    }

    @Test
    void shouldScoreWithAModel() {
        ClaimScored score = score(Samples.features(5));

        double margin = model.engine().margin(Samples.row(5));
        assertThat(score.getScoreId()).isEqualTo(ScoreId.live("acme", "c-1", 1).text());
        assertThat(score.getPurpose()).isEqualTo(ScorePurpose.LIVE);
        assertThat(score.getEstimate().doubleValue()).isCloseTo(Math.exp(margin), within(0.005001));
        assertThat(score.getModelVersion()).isEqualTo("m-1");
        assertThat(score.getModelHash()).contains(model.manifest().artifactSha256());
        assertThat(score.getEngineVersion()).isEqualTo(XgboostEngine.VERSION);
        assertThat(score.getCalibration()).contains(4);
        assertThat(score.getConfidence()).contains(0.7);
        assertThat(score.getFeatures()).isEqualTo(Samples.REF);
        assertThat(score.getReviewReasons()).isEmpty();
        var interval = score.getInterval().orElseThrow();
        assertThat(interval.getLower().doubleValue()).isCloseTo(Math.exp(margin - 0.25), within(0.006));
        assertThat(interval.getUpper().doubleValue()).isCloseTo(Math.exp(margin + 0.25), within(0.006));
    }

    @Test
    void shouldGiveReasonsThatAddUpLargestFirst() {
        for (int i = 0; i < 50; i++) {
            ClaimScored score = score(Samples.features(i));

            assertThat(sum(score)).isEqualByComparingTo(score.getEstimate());
            assertThat(score.getReasons()).hasSizeLessThanOrEqualTo(Scorer.TOP_REASONS);
            assertThat(score.getReasons()).isSortedAccordingTo((a, b) -> b.getContribution()
                    .abs()
                    .compareTo(a.getContribution().abs()));
            assertThat(score.getReasons()).extracting(Reason::getText).doesNotContain("");
        }
    }

    @Test
    void shouldGiveTheSameScoreAgain() {
        assertThat(score(Samples.features(8))).isEqualTo(score(Samples.features(8)));
    }

    @Test
    void shouldSayWhenNothingIsCalibrated() {
        ClaimScored score = Scorer.score(Samples.features(1), Samples.REF, model, Optional.empty(), Samples.NOW);

        assertThat(score.getInterval()).isEmpty();
        assertThat(score.getConfidence()).isEmpty();
        assertThat(score.getReviewReasons()).containsExactly("NO_CALIBRATION");
    }

    @Test
    void shouldSayWhenACategoryIsUnseen() {
        ClaimFeatures features = ClaimFeatures.newBuilder(Samples.features(1))
                .setUnseenCategories(List.of("accident_type"))
                .build();

        assertThat(score(features).getReviewReasons()).containsExactly("UNSEEN_CATEGORY");
    }

    @Test
    void shouldWidenIntervalAndLowerConfidenceWithDifficulty() {
        LoadedModel uneven = withDoubt(new DoubtModel(
                Difficulty.of(
                        new DifficultyTree(List.of(new Node(0, 1_000, true, 1, 1), Node.leaf(0.1), Node.leaf(0.3)))),
                Map.of(),
                2.0,
                List.of()));
        CalibrationRecord calibration = measured();
        float[] row = Samples.row(1);

        row[0] = 999;
        ClaimScored easy = score(uneven, row, calibration);
        row[0] = 1_000;
        ClaimScored hard = score(uneven, row, calibration);

        assertThat(ratio(easy)).isCloseTo(Math.exp(2 * 0.1 * calibration.getLogHalfWidth()), within(0.001));
        assertThat(ratio(hard)).isCloseTo(Math.exp(2 * 0.3 * calibration.getLogHalfWidth()), within(0.001));
        assertThat(hard.getConfidence().orElseThrow())
                .isLessThan(easy.getConfidence().orElseThrow());
        assertThat(easy.getReviewReasons()).isEmpty();
        assertThat(hard.getReviewReasons()).containsExactly("TOO_UNCERTAIN");
    }

    @Test
    void shouldSayWhenAFeatureIsOutsideWhatWasTrainedOn() {
        float[] row = Samples.row(1);
        row[0] = 1_000_000;

        ClaimScored score = score(Samples.features(Samples.list(row)));

        assertThat(score.getModelVersion()).isEqualTo("m-1");
        assertThat(score.getReviewReasons()).containsExactly("OUTSIDE_TRAINING_RANGE");
    }

    @Test
    void shouldTakeMissingValuesForWhatTheyAre() {
        float[] row = new float[Samples.SCHEMA.size()];
        Arrays.fill(row, Float.NaN);

        ClaimScored score = score(Samples.features(Samples.list(row)));

        assertThat(score.getModelVersion()).isEqualTo("m-1");
        assertThat(score.getEstimate()).isPositive();
        assertThat(score.getReviewReasons()).isEmpty();
    }

    @Test
    void shouldNotGuessFromUnusableFeatures() {
        List<Float> infinite = new ArrayList<>(Samples.list(Samples.row(1)));
        infinite.set(4, Float.POSITIVE_INFINITY);
        ClaimFeatures otherSet = ClaimFeatures.newBuilder(Samples.features(1))
                .setFeatureSet("v0")
                .build();

        List<Float> tooLong = new ArrayList<>(Samples.list(Samples.row(1)));
        tooLong.add(1f);

        for (ClaimFeatures features : List.of(
                Samples.features(infinite),
                Samples.features(List.of(1f, 2f)),
                Samples.features(List.of()),
                Samples.features(tooLong),
                otherSet)) {
            ClaimScored score = score(features);

            assertThat(score.getModelVersion()).isEqualTo("baseline");
            assertThat(score.getReviewReasons()).containsExactly("UNUSABLE_FEATURES");
        }
    }

    @Test
    void shouldNotTakeAnAnswerThatIsNotMoney() {
        for (float margin : new float[] {Float.NaN, 60f, Float.NEGATIVE_INFINITY}) {
            LoadedModel broken = new LoadedModel("m-2", model.manifest(), new ConstantEngine(margin));

            ClaimScored score = Scorer.score(Samples.features(1), Samples.REF, broken, Optional.empty(), Samples.NOW);

            assertThat(score.getModelVersion()).isEqualTo("baseline");
            assertThat(score.getReviewReasons()).containsExactly("UNUSABLE_ESTIMATE");
        }
    }

    private static ClaimScored score(ClaimFeatures features) {
        return Scorer.score(features, Samples.REF, model, Optional.of(Samples.calibration("m-1")), Samples.NOW);
    }

    private static ClaimScored score(LoadedModel scorer, float[] row, CalibrationRecord calibration) {
        return Scorer.score(
                Samples.features(Samples.list(row)), Samples.REF, scorer, Optional.of(calibration), Samples.NOW);
    }

    private static double ratio(ClaimScored score) {
        var interval = score.getInterval().orElseThrow();
        return interval.getUpper().doubleValue() / interval.getLower().doubleValue();
    }

    /** A calibration with a distribution: residuals spread evenly from −2 to 2. */
    private static CalibrationRecord measured() {
        List<Float> residuals = new ArrayList<>();
        for (int i = -100; i <= 100; i++) {
            residuals.add(i / 50f);
        }
        return RunningCalibration.begin(residuals, Collections.nCopies(residuals.size(), 0.2f), 0.6)
                .toRecord()
                .setNumber(4)
                .setModelVersion("m-1")
                .setSlot(Samples.SLOT)
                .setLabelled(List.of())
                .setAt(Samples.NOW)
                .build();
    }

    private static LoadedModel withDoubt(DoubtModel doubt) {
        ModelManifest it = model.manifest();
        return new LoadedModel(
                "m-1",
                new ModelManifest(
                        it.format(),
                        it.lineOfBusiness(),
                        it.currency(),
                        it.insurer(),
                        it.featureSet(),
                        it.features(),
                        it.target(),
                        it.engine(),
                        it.parameters(),
                        it.artifactSha256(),
                        it.artifactBytes(),
                        it.dataset(),
                        it.measurement(),
                        it.holdout(),
                        doubt,
                        it.goldenRows()),
                model.engine());
    }

    private static BigDecimal sum(ClaimScored score) {
        return score.getReasons().stream()
                .map(Reason::getContribution)
                .reduce(score.getBaseValue().add(score.getOtherReasons()), BigDecimal::add);
    }

    private record ConstantEngine(float margin) implements ScoringEngine {

        @Override
        public String version() {
            return "constant";
        }

        @Override
        public float margin(float[] row) {
            return margin;
        }

        @Override
        public float[] margins(float[] rows, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Explanation explain(float[] row) {
            return new Explanation(margin, new float[row.length + 1]);
        }

        @Override
        public float explain(float[] row, float[] contributions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
