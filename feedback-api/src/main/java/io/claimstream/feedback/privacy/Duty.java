package io.claimstream.feedback.privacy;

import java.time.Instant;

/**
 * For how long the law has an insurer keep records of a claim.
 *
 * @param days how long after the last revision or feedback, 1 to {@value #MOST_DAYS}
 */
public record Duty(String insurer, int days, String reason, String setBy, Instant setAt) {

    /** A hundred years. */
    public static final int MOST_DAYS = 36_525;
}
