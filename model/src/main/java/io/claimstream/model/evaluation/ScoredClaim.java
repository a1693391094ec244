package io.claimstream.model.evaluation;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.model.FullReasons;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.Scorer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim as the stream scores it: what a row is evaluated by is what a live score would say.
 *
 * @param features its features
 * @param score its score by the model, or by the baseline when the model cannot
 * @param model the model
 */
public record ScoredClaim(ClaimFeatures features, ClaimScored score, LoadedModel model) {

    /** Whether the model left it to the baseline; the score says why. */
    public boolean isByBaseline() {
        return score.getModelVersion().equals(Scorer.BASELINE);
    }

    /** Coverage that its interval is built for; empty without a calibration. */
    public Optional<Double> nominalCoverage() {
        return score.getInterval().map(Interval::getNominalCoverage);
    }

    /**
     * The row, once it is known what was paid. Not for a claim that was left to the baseline.
     *
     * @param settlement what was paid, above 0
     * @param others see {@link EvaluatedRow#others}
     */
    public EvaluatedRow settledFor(double settlement, List<Double> others) {
        return new EvaluatedRow(
                features.getEventTime(),
                settlement,
                features.getSumOfHeads().doubleValue(),
                score.getEstimate().doubleValue(),
                stated(),
                others,
                FloatRow.of(features.getValues()),
                reasons());
    }

    private EvaluatedRow.@Nullable Stated stated() {
        Optional<Interval> interval = score.getInterval();
        Optional<Double> confidence = score.getConfidence();
        if (interval.isEmpty() || confidence.isEmpty()) {
            return null;
        }
        return new EvaluatedRow.Stated(
                interval.get().getLower().doubleValue(),
                interval.get().getUpper().doubleValue(),
                confidence.get());
    }

    private FloatRow reasons() {
        Map<String, BigDecimal> amounts = new HashMap<>();
        FullReasons.of(features, model).reasons().forEach(reason -> amounts.put(reason.group(), reason.amount()));
        return FloatRow.of(FeatureGroups.ALL.stream()
                .map(group -> amounts.getOrDefault(group.name(), BigDecimal.ZERO))
                .toList());
    }
}
