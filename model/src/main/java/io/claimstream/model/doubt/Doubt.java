package io.claimstream.model.doubt;

import io.claimstream.event.CalibrationRecord;
import java.util.List;

/** Interval and confidence of one claim from a calibration and the claim's difficulty. Pure; {@code StrictMath} throughout. */
public final class Doubt {

    private static final double LN_UP = StrictMath.log(1.1);
    private static final double LN_DOWN = StrictMath.log(0.9);

    private Doubt() {}

    /**
     * Half the width of the interval on the logarithmic scale: q·σ(x). The interval is estimate × e^∓ this.
     *
     * @param scale difficulty of the claim, above 0
     */
    public static double halfWidth(CalibrationRecord calibration, double scale) {
        return calibration.getLogHalfWidth() * scale;
    }

    /**
     * The probability that the settlement is within 10 % of the estimate: F(ln 1.1 / σ) − F(ln 0.9 / σ), F the distribution of the
     * normalised residuals of claims about as difficult. Within a band of difficulty it falls as the difficulty grows. Kept off 0 and 1 by
     * 1/(rows + 2): no sample shows more. A calibration without a distribution has one answer for all claims.
     *
     * @param scale difficulty of the claim, above 0
     */
    public static double confidence(CalibrationRecord calibration, double scale) {
        List<Float> quantiles =
                DifficultyBands.quantiles(calibration.getBandLimits(), calibration.getResidualQuantiles(), scale);
        return quantiles.isEmpty()
                ? calibration.getWithinTenPercent()
                : confidence(quantiles, calibration.getRows(), scale);
    }

    static double confidence(List<Float> quantiles, int rows, double scale) {
        double within = ResidualGrid.probabilityUpTo(quantiles, LN_UP / scale)
                - ResidualGrid.probabilityUpTo(quantiles, LN_DOWN / scale);
        double least = 1.0 / (rows + 2);
        return Math.max(least, Math.min(1 - least, within));
    }
}
