package io.claimstream.feedback.claimant;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a review that a claimant asked for.
 *
 * @param outcome how it ended
 * @param receivedAt when the claimant contested
 * @param answeredAt when it ended
 * @param amount the amount that was given; empty unless the result changed and the amount is known
 * @param isDeciderUnknown whether somebody had decided on the claim of whom nobody knows which person that is
 * @param text what the claimant is told besides, in lines; blank where it is not kept any more
 */
public record ReviewAnswer(
        Outcome outcome,
        Instant receivedAt,
        Instant answeredAt,
        Optional<BigDecimal> amount,
        boolean isDeciderUnknown,
        String text) {

    /** How a review ends. The names stand in the database and in the API. */
    public enum Outcome {
        /** The result stands. */
        UPHELD,
        /** Another amount was given. */
        CHANGED,
        /** The claimant no longer contests it. */
        WITHDRAWN,
        /** The claimant was erased before anybody had answered. */
        ERASED
    }
}
