package io.claimstream.retrain.watch;

/**
 * What a champion has to keep on settlements of its own claims.
 *
 * @param errorFactor its mean error may be this many times that on its holdout, 1 or more
 * @param coverage share of settlements that its intervals have to cover, between 0 and 1
 * @param evidence a bound counts as broken when the evidence against it reaches this; while the bound is kept, at least this many
 *     settlements pass on average before that happens by chance
 */
public record Bounds(double errorFactor, double coverage, int evidence) {

    /** An error below this is no break, however small it was on the holdout. */
    static final double LEAST_ERROR = 0.05;

    private static final double GREATEST = 0.95;

    /** The greatest mean error of a champion; single errors count up to 1. */
    double error(double onHoldout) {
        return Math.min(GREATEST, Math.max(LEAST_ERROR, errorFactor * onHoldout));
    }

    /** The greatest share of settlements outside their intervals. */
    double misses() {
        return Math.min(GREATEST, 1 - coverage);
    }
}
