package io.claimstream.model.doubt;

import java.util.ArrayList;
import java.util.List;

/**
 * The smoothed empirical distribution of normalised residuals r = (ln settlement − ln estimate) / σ(x), as its quantiles at
 * 1/{@value #PARTS}, 2/{@value #PARTS}, … Between two quantiles the distribution function is linear, beyond the outer ones it falls off
 * exponentially, so that it is increasing everywhere and never 0 or 1. Pure.
 */
final class ResidualGrid {

    /** The grid has one quantile fewer. */
    static final int PARTS = 200;

    private ResidualGrid() {}

    /**
     * The quantiles of some residuals. The i-th smallest of n stands for the probability i/(n + 1); between two it is linear, beyond the
     * outer ones it stands still.
     *
     * @param sorted residuals, smallest first, at least one
     */
    static List<Float> of(float[] sorted) {
        List<Float> quantiles = new ArrayList<>(PARTS - 1);
        for (int j = 1; j < PARTS; j++) {
            double place = (double) j / PARTS * (sorted.length + 1) - 1;
            int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(place)));
            int above = Math.min(sorted.length - 1, below + 1);
            double share = Math.max(0, Math.min(1, place - below));
            quantiles.add((float) (sorted[below] + share * ((double) sorted[above] - sorted[below])));
        }
        return quantiles;
    }

    /**
     * The probability of a residual of at most x.
     *
     * @param quantiles the grid, smallest first, at least two
     */
    static double probabilityUpTo(List<Float> quantiles, double x) {
        int last = quantiles.size() - 1;
        double first = quantiles.get(0);
        double greatest = quantiles.get(last);
        double step = 1.0 / (quantiles.size() + 1);
        if (x < first) {
            return step * StrictMath.exp((x - first) / tail(first, greatest, step));
        }
        if (x >= greatest) {
            return 1 - step * StrictMath.exp((greatest - x) / tail(first, greatest, step));
        }
        int below = placeBelow(quantiles, x);
        double from = quantiles.get(below);
        double to = quantiles.get(below + 1);
        return step * (below + 1 + (x - from) / (to - from));
    }

    /** The scale at which a Laplace distribution has the same outer quantiles: −ln(2·step) scales from its middle. */
    private static double tail(double first, double greatest, double step) {
        return Math.max((greatest - first) / (-2 * StrictMath.log(2 * step)), 1e-9);
    }

    /** The last place whose quantile is at most x; x lies between the outer ones. */
    private static int placeBelow(List<Float> quantiles, double x) {
        int low = 0;
        int high = quantiles.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (quantiles.get(middle) <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
