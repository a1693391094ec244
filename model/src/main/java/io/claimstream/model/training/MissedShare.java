package io.claimstream.model.training;

import java.util.Arrays;

/**
 * Says where more claims than one in ten would be missed: cuts by whether a residual is beyond the 90th percentile of all (multivalid
 * coverage; Jung, Noarov, Ramalingam &amp; Roth, 2023), for claims may be as hard on average and yet go far wrong more often. A leaf
 * says how its own 90th percentile stands to that of all, drawn toward 1.
 */
final class MissedShare implements LeafRule {

    private static final double COVERAGE = 0.9;

    /** A leaf of so many rows is drawn half way toward 1, on the logarithmic scale. */
    private static final double PRIOR_ROWS = 100;

    private static final double LEAST = 1e-6;

    private final double[] residuals;
    private final double limit;

    MissedShare(double[] residuals) {
        this.residuals = residuals.clone();
        this.limit = Math.max(LEAST, percentile(this.residuals.clone()));
    }

    @Override
    public double[] judged() {
        return Arrays.stream(residuals).map(it -> it > limit ? 1 : 0).toArray();
    }

    @Override
    public double scale(int[] rows) {
        double own = Math.max(
                LEAST,
                percentile(
                        Arrays.stream(rows).mapToDouble(row -> residuals[row]).toArray()));
        return StrictMath.pow(own / limit, rows.length / (rows.length + PRIOR_ROWS));
    }

    private static double percentile(double[] values) {
        Arrays.sort(values);
        return values[(int) (COVERAGE * (values.length - 1))];
    }
}
