package io.claimstream.model.evaluation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that the model scored and of which it is known what was paid. Amounts are in whole units of the currency.
 *
 * @param eventTime event time of the claim
 * @param settlement what was paid, above 0
 * @param sumOfHeads sum of the heads of loss, the baseline's estimate, 0 or more
 * @param estimate the model's estimate, above 0
 * @param doubt how sure the model says it is; null without a calibration
 * @param others estimates of the same row by the versions compared with, in their order; NaN where one has none that may be compared
 * @param features its features, in the order of the manifest
 * @param reasons what each group of features adds to the estimate, in the order of {@code FeatureGroups.ALL}
 */
public record EvaluatedRow(
        Instant eventTime,
        double settlement,
        double sumOfHeads,
        double estimate,
        @Nullable Stated doubt,
        List<Double> others,
        FloatRow features,
        FloatRow reasons) {

    public EvaluatedRow {
        others = List.copyOf(others);
        if (!(settlement > 0) || !Double.isFinite(settlement) || !(estimate >= 0) || !Double.isFinite(estimate)) {
            throw new IllegalArgumentException("Expected an estimate, and a settlement above 0.");
        }
    }

    /**
     * What a score states about itself.
     *
     * @param lower lower end of the interval
     * @param upper upper end
     * @param confidence probability that the settlement is within 10 % of the estimate
     */
    public record Stated(double lower, double upper, double confidence) {

        boolean covers(double settlement) {
            return lower <= settlement && settlement <= upper;
        }
    }

    /** (estimate − settlement) / settlement. */
    double signedError() {
        return (estimate - settlement) / settlement;
    }
}
