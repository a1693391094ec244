package io.claimstream.domain.feature;

import java.math.BigDecimal;

/** Which way a reason moves the estimate. */
public enum Direction {
    RAISES("raises the estimate by"),
    LOWERS("lowers the estimate by"),
    NONE("does not move the estimate");

    private final String words;

    Direction(String words) {
        this.words = words;
    }

    /** The direction of an amount that is added to the base value. */
    public static Direction of(BigDecimal amount) {
        return amount.signum() == 0 ? NONE : amount.signum() > 0 ? RAISES : LOWERS;
    }

    /** Words that an amount follows, unless there is none. */
    public String words() {
        return words;
    }
}
