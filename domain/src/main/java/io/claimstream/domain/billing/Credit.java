package io.claimstream.domain.billing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What is given back of a bill. Immutable.
 *
 * @param lines of which charges how much, each charge once
 */
public record Credit(List<Line> lines, Amounts amounts) {

    /**
     * What is given back of one charge.
     *
     * @param number of the charge on its bill, counted from 1
     * @param net before tax, above 0, with no more decimals than the smallest unit has
     */
    public record Line(int number, BigDecimal net) {}

    public Credit {
        lines = List.copyOf(lines);
    }
}
