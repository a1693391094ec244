package io.claimstream.model.statistics;

/** Quantiles of sorted values, linear between neighbours (type 7 of Hyndman &amp; Fan, 1996). Pure. */
public final class Quantiles {

    private Quantiles() {}

    /**
     * A quantile.
     *
     * @param sorted values, smallest first, at least one
     * @param share between 0 and 1
     */
    public static double of(double[] sorted, double share) {
        if (sorted.length == 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected values and a share of them, but got " + share + ".");
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
