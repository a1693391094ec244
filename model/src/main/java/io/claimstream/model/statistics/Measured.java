package io.claimstream.model.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A figure and the interval that chance leaves around it.
 *
 * @param value the figure
 * @param lower lower end of the interval, at most the upper; null when there is too little to say
 * @param upper upper end of the interval; null together with the lower
 */
public record Measured(double value, @Nullable Double lower, @Nullable Double upper) {

    public Measured {
        if ((lower == null) != (upper == null) || (lower != null && upper != null && lower > upper)) {
            throw new IllegalArgumentException(
                    "Expected both ends of an interval in order, but got " + lower + " to " + upper + ".");
        }
    }

    /** A figure of which nobody knows how sure it is. */
    public static Measured withoutInterval(double value) {
        return new Measured(value, null, null);
    }

    /** Whether the interval is known and lies on one side of 0: chance alone does not explain the figure. */
    public boolean isBeyondChance() {
        return lower != null && upper != null && (lower > 0 || upper < 0);
    }
}
