package io.claimstream.feedback.exercise;

import java.math.BigDecimal;

/**
 * The last live score of a claim before it was settled, which turned out right: what was paid is within the interval, and no more than a quarter away. Immutable.
 *
 * @param claimId the claim, within its insurer
 * @param revision the revision scored
 * @param scoreId its id
 * @param currency ISO 4217 code of the amounts
 * @param estimate what it said, {@value #LEAST} or more
 * @param paid what was paid in the end, above 0
 */
public record RightScore(
        String claimId, int revision, String scoreId, String currency, Estimate estimate, BigDecimal paid) {

    /** Of smaller estimates rounding to the penny could make a wrong one right. */
    static final String LEAST = "1.00";

    /** @throws IllegalArgumentException when it was not right */
    public RightScore {
        if (paid.signum() <= 0
                || estimate.median().compareTo(new BigDecimal(LEAST)) < 0
                || estimate.isOff(paid)
                || !estimate.holds(paid)) {
            throw new IllegalArgumentException("Expected a score that turned out right, but got '" + scoreId + "'.");
        }
    }
}
