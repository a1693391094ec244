package io.claimstream.model.statistics;

/** The chi-square distribution, by the approximation of Wilson &amp; Hilferty (1931): good to 3 % with 1 degree of freedom, to 1 % with 9. */
public final class ChiSquare {

    /** Student's t with so many degrees of freedom is the normal distribution to five digits. */
    private static final double AS_GOOD_AS_NORMAL = 1e6;

    private ChiSquare() {}

    /**
     * The value that is not exceeded with a probability.
     *
     * @param probability above 0.5 and below 1
     * @param degrees degrees of freedom, 1 or more
     */
    public static double quantile(double probability, int degrees) {
        double z = StudentT.quantile(probability, AS_GOOD_AS_NORMAL);
        double ninth = 2.0 / (9 * degrees);
        double root = 1 - ninth + z * Math.sqrt(ninth);
        return degrees * root * root * root;
    }
}
