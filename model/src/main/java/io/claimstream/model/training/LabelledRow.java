package io.claimstream.model.training;

import java.time.Instant;
import java.util.List;

/**
 * One labelled feature vector, without the identity of its claim.
 *
 * @param values features in order; NaN is missing
 * @param label what the claim was worth, finite and above 0
 * @param sumOfHeads sum of the heads of loss, finite
 * @param labelledAt event time of the label
 * @param isSettled true for a settlement, false for an adjuster's correction
 */
public record LabelledRow(List<Float> values, double label, double sumOfHeads, Instant labelledAt, boolean isSettled) {

    public LabelledRow {
        values = FloatValues.of(values);
        if (!(label > 0) || Double.isInfinite(label)) {
            throw new IllegalArgumentException("Expected a label above 0.");
        }
        if (!Double.isFinite(sumOfHeads)) {
            throw new IllegalArgumentException("Expected a finite sum of heads of loss.");
        }
    }
}
