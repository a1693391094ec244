package io.claimstream.feedback.whatif;

import java.math.BigDecimal;

/**
 * Where an estimate is to go.
 *
 * @param amount to be reached, 0.00 or more
 * @param direction from which side
 */
public record Goal(BigDecimal amount, Direction direction) {

    /** From which side an amount is to be reached. */
    public enum Direction {
        /** The estimate is to be the amount or more. */
        AT_LEAST,
        /** The estimate is to be the amount or less. */
        AT_MOST,
        /** The estimate is to cross the amount, wherever it is now. */
        ACROSS
    }

    /** Whether an estimate is there already. */
    boolean isReached(BigDecimal estimate) {
        int compared = estimate.compareTo(amount);
        return switch (direction) {
            case AT_LEAST -> compared >= 0;
            case AT_MOST -> compared <= 0;
            case ACROSS -> compared == 0;
        };
    }
}
