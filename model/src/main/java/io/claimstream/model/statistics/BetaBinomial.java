package io.claimstream.model.statistics;

/**
 * The beta-binomial distribution: how many of some trials succeed whose common probability is itself drawn from a beta distribution. By its
 * probabilities, each from the one before, in logarithms. Pure.
 */
public final class BetaBinomial {

    private BetaBinomial() {}

    /**
     * The least number of successes that is not undercut with a probability: the smallest k with P(X ≤ k) of at least it.
     *
     * @param probability above 0 and below 1
     * @param trials 1 or more; takes time in proportion
     * @param alpha first parameter of the beta distribution, 0.5 or more
     * @param beta second parameter, 0.5 or more
     */
    public static int quantile(double probability, int trials, double alpha, double beta) {
        if (!(probability > 0 && probability < 1) || trials < 1 || !(alpha >= 0.5) || !(beta >= 0.5)) {
            throw new IllegalArgumentException("Expected a probability, trials, and parameters of 0.5 or more, but got "
                    + probability + ", " + trials + ", " + alpha + " and " + beta + ".");
        }
        double log = logBeta(alpha, beta + trials) - logBeta(alpha, beta);
        double sum = StrictMath.exp(log);
        int successes = 0;
        while (sum < probability && successes < trials) {
            log += StrictMath.log((trials - successes) / (successes + 1.0))
                    + StrictMath.log((successes + alpha) / (trials - successes - 1 + beta));
            successes++;
            sum += StrictMath.exp(log);
        }
        return successes;
    }

    private static double logBeta(double alpha, double beta) {
        return StudentT.logGamma(alpha) + StudentT.logGamma(beta) - StudentT.logGamma(alpha + beta);
    }
}
