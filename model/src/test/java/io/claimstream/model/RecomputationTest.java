package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Reason;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.engine.CompiledEngine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecomputationTest {

    private static final LoadedModel MODEL = model();

    private final ClaimScored written = Scorer.score(
            Samples.features(3),
            Samples.REF,
            MODEL,
            Optional.of(Samples.calibration("m-1")),
            Samples.NOW.plusSeconds(77));

    @Test
    void shouldMakeTheSameScoreAgain() {
        ClaimScored again =
                Recomputation.byModel(written, Samples.features(3), MODEL, Optional.of(Samples.calibration("m-1")));

        assertThat(Recomputation.difference(written, again)).isEmpty();
    }

    @Test
    void shouldMakeAScoreOfTheBaselineAgain() {
        ClaimScored baseline =
                Scorer.baseline(Samples.features(3), Samples.REF, ReviewReason.OUT_OF_SCOPE, Samples.NOW);

        assertThat(Recomputation.byBaseline(baseline, Samples.features(3)))
                .hasValueSatisfying(again ->
                        assertThat(Recomputation.difference(baseline, again)).isEmpty());
        assertThat(Recomputation.byBaseline(written, Samples.features(3))).isEmpty();
    }

    @Test
    void shouldMakeScoresWithoutEffectAgain() {
        // Given
        Optional<CalibrationRecord> calibration = Optional.of(Samples.calibration("m-1"));
        ClaimScored shadow = Scorer.shadow(written);
        ClaimScored rescore = Scorer.rescore(written, ScoreId.rescore("q_1"));
        ClaimScored baseline = Scorer.rescore(
                Scorer.baseline(Samples.features(3), Samples.REF, ReviewReason.NO_MODEL, Samples.NOW),
                ScoreId.rescore("q_2"));

        // When
        ClaimScored shadowAgain = Recomputation.byModel(shadow, Samples.features(3), MODEL, calibration);
        ClaimScored rescoreAgain = Recomputation.byModel(rescore, Samples.features(3), MODEL, calibration);
        Optional<ClaimScored> baselineAgain = Recomputation.byBaseline(baseline, Samples.features(3));

        // Then
        assertThat(Recomputation.difference(shadow, shadowAgain)).isEmpty();
        assertThat(Recomputation.difference(rescore, rescoreAgain)).isEmpty();
        assertThat(baselineAgain).contains(baseline);
        assertThat(rescore.getPurpose()).isEqualTo(ScorePurpose.RESCORE);
        assertThat(rescore.getScoreId()).isNotIn(written.getScoreId(), shadow.getScoreId());
    }

    @Test
    void shouldNameTheFirstFieldThatDiffers() {
        assertThat(Recomputation.difference(
                        written,
                        changed().setEstimate(BigDecimal.ONE.setScale(2)).build()))
                .contains("estimate");
        assertThat(Recomputation.difference(
                        written, changed().setConfidence(0.1).build()))
                .contains("confidence");
        assertThat(Recomputation.difference(
                        written, changed().setReasons(List.of()).build()))
                .contains("reasons");
        List<Reason> reasons = new ArrayList<>(written.getReasons());
        reasons.set(
                1,
                Reason.newBuilder(reasons.get(1))
                        .setContribution(new BigDecimal("0.01"))
                        .build());
        assertThat(Recomputation.difference(
                        written, changed().setReasons(reasons).build()))
                .contains("reasons[1].contribution");
    }

    /** A model in the engine that scores. */
    private static LoadedModel model() {
        var trained = Samples.candidate();
        return new LoadedModel(
                "m-1",
                trained.manifest(),
                CompiledEngine.load(trained.artifact().bytes(), Samples.SCHEMA.size()));
    }

    private ClaimScored.Builder changed() {
        return ClaimScored.newBuilder(written);
    }
}
