package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.Direction;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.engine.CompiledEngine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class FullReasonsProperties {

    private static final LoadedModel MODEL = model();

    @Property(tries = 300)
    void shouldAddUpToTheEstimateHoweverMuchIsMissing(
            @ForAll int seed, @ForAll @DoubleRange(min = 0, max = 1) double missing) {
        ClaimFeatures features = features(seed, missing);

        FullReasons reasons = FullReasons.of(features, MODEL);

        assertThat(reasons.reasons().stream().map(GroupReason::amount).reduce(reasons.baseValue(), BigDecimal::add))
                .isEqualByComparingTo(reasons.estimate());
        assertThat(reasons.reasons())
                .extracting(GroupReason::group)
                .containsExactlyInAnyOrderElementsOf(
                        FeatureGroups.ALL.stream().map(group -> group.name()).toList());
        assertThat(reasons.reasons()).allSatisfy(reason -> {
            assertThat(reason.direction()).isEqualTo(Direction.of(reason.amount()));
            assertThat(reason.sentence())
                    .contains("; this " + reason.direction().words())
                    .doesNotContain("NaN")
                    .endsWith(".");
        });
    }

    @Property(tries = 100)
    void shouldBeginWithTheReasonsOfTheScore(
            @ForAll int seed, @ForAll @DoubleRange(min = 0, max = 0.5) double missing) {
        ClaimFeatures features = features(seed, missing);

        FullReasons reasons = FullReasons.of(features, MODEL);

        ClaimScored score = Scorer.score(features, Samples.REF, MODEL, Optional.empty(), Samples.NOW);
        int told = score.getReasons().size();
        assertThat(reasons.estimate()).isEqualByComparingTo(score.getEstimate());
        assertThat(reasons.baseValue()).isEqualByComparingTo(score.getBaseValue());
        for (int i = 0; i < told; i++) {
            GroupReason reason = reasons.reasons().get(i);
            assertThat(reason.group()).isEqualTo(score.getReasons().get(i).getFeature());
            assertThat(reason.amount())
                    .isEqualByComparingTo(score.getReasons().get(i).getContribution());
            assertThat(reason.sentence()).startsWith(score.getReasons().get(i).getText());
        }
        assertThat(reasons.reasons().stream()
                        .skip(told)
                        .map(GroupReason::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(score.getOtherReasons());
    }

    private static ClaimFeatures features(int seed, double missing) {
        Random random = new Random(seed);
        List<Float> values = Samples.list(Samples.row(seed));
        values.replaceAll(value -> random.nextDouble() < missing ? Float.NaN : value);
        return Samples.features(values);
    }

    private static LoadedModel model() {
        var trained = Samples.candidate();
        return new LoadedModel(
                "m-1",
                trained.manifest(),
                CompiledEngine.load(trained.artifact().bytes(), Samples.SCHEMA.size()));
    }
}
