package io.claimstream.domain.trial;

import java.util.Arrays;

/**
 * Evidence that the mean of a stream of differences between -1 and 1 is above 0, to be looked at after every one: a test by betting
 * (Waudby-Smith &amp; Ramdas, 2024, "Estimating means of bounded random variables by betting"). Each of four gamblers begins with 1 and
 * bets the same share of its wealth on every difference being above 0; the evidence is their mean wealth.
 *
 * <p>Bets that stay the same hold against drift too. Let m be the mean of a difference given all before it. The product of (1 + b·x) /
 * (1 + b·m) is a martingale that begins with 1, and the product of (1 + b·m) is at most 1 whenever the average of the m so far is at
 * most 0, since the logarithm is concave. So the chance that the evidence ever reaches 1/α at a time when that average is not above 0 is at
 * most α (Ville, 1939), whatever the differences are distributed like and however m changes: the null hypothesis of Choe &amp; Ramdas
 * (2024), "Comparing sequential forecasters". Bets that learn from the past would have to know that m stays where it is.
 *
 * <p>The order of the differences makes no difference beyond rounding. Used by one thread.
 */
public final class PairedTest {

    /** Large bets find small advantages of steady differences soonest, small bets those of erratic ones. */
    private static final double[] BETS = {0.1, 0.3, 0.6, 0.95};

    private static final double MOST = 1e300;

    private final double[] logWealth = new double[BETS.length];

    /** Takes one difference, between -1 and 1. */
    public void take(double difference) {
        if (!(difference >= -1 && difference <= 1)) {
            throw new IllegalArgumentException("Expected a difference between -1 and 1, but got " + difference + ".");
        }
        for (int i = 0; i < BETS.length; i++) {
            logWealth[i] += StrictMath.log1p(BETS[i] * difference);
        }
    }

    /** How much speaks for a mean above 0: 1 before any difference, and never more than 1e300. */
    public double evidence() {
        return Math.min(MOST, Arrays.stream(logWealth).map(StrictMath::exp).sum() / BETS.length);
    }
}
