package io.claimstream.domain.trial;

/**
 * How much error each of the successive challengers of a slot may spend: the k-th gets 6/(π²k²) of it, and all that may ever come spend
 * the whole together. A Bonferroni bound over a series that is fixed before any challenger is known ("alpha-spending" in Foster &amp;
 * Stine, 2008, "α-investing: a procedure for sequential control of expected false discoveries").
 */
public final class AlphaSpending {

    private static final double SHARE = 6 / (Math.PI * Math.PI);

    private AlphaSpending() {}

    /**
     * The level of one trial.
     *
     * @param alpha chance that any challenger that is no better is ever found better, between 0 and 1
     * @param number which challenger of the slot it is, from 1
     */
    public static double level(double alpha, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Expected the number of a challenger from 1, but got " + number + ".");
        }
        return alpha * SHARE / ((double) number * number);
    }
}
