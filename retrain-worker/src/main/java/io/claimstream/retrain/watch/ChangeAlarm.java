package io.claimstream.retrain.watch;

import java.util.Arrays;

/**
 * Tells when the mean of a stream of losses between 0 and 1 has risen above a bound, looked at after every loss: an e-detector of CUSUM
 * form (Shin, Ramdas &amp; Rinaldo, 2024, "E-detectors: a nonparametric framework for sequential change detection"), the mean of four that
 * bet different shares (Waudby-Smith &amp; Ramdas, 2024). Whatever the losses are distributed like, while their mean given the past stays
 * within the bound at least A losses pass on average before the evidence first reaches A. Used by one thread.
 */
final class ChangeAlarm {

    /** Shares of the largest bet that cannot lose all: small ones find small breaks, large ones find large breaks soon. */
    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.8};

    private final double bound;
    private final double most;
    private final double[] evidence = new double[SHARES.length];

    /**
     * @param bound what the mean loss should not exceed, above 0 and below 1
     * @param most evidence is kept up to this: what broke for long may mend soon
     */
    ChangeAlarm(double bound, double most) {
        if (!(bound > 0 && bound < 1)) {
            throw new IllegalArgumentException("Expected a bound above 0 and below 1, but got " + bound + ".");
        }
        this.bound = bound;
        this.most = most;
        Arrays.fill(evidence, 1);
    }

    double bound() {
        return bound;
    }

    /** Takes one loss, between 0 and 1. */
    void take(double loss) {
        for (int i = 0; i < SHARES.length; i++) {
            grow(i, factor(i, loss));
        }
    }

    /** Takes several losses of 0 and of 1 at once, whose order is not known: a change may begin before them or after, not among them. */
    void take(long zeros, long ones) {
        for (int i = 0; i < SHARES.length; i++) {
            grow(i, StrictMath.exp(zeros * StrictMath.log(factor(i, 0)) + ones * StrictMath.log(factor(i, 1))));
        }
    }

    /** How much speaks for a change: around 1 without one. */
    double evidence() {
        return Arrays.stream(evidence).sum() / SHARES.length;
    }

    private double factor(int bet, double loss) {
        return 1 + SHARES[bet] / bound * (loss - bound);
    }

    private void grow(int bet, double factor) {
        evidence[bet] = Math.min(most, Math.max(1, evidence[bet]) * factor);
    }
}
