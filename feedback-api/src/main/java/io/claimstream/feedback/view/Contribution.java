package io.claimstream.feedback.view;

import java.math.BigDecimal;
import java.util.List;

/**
 * What is added to one row of a tally. Immutable.
 *
 * @param tally the tally
 * @param key the row, in the order of the tally's keys
 * @param sums what is added, in the order of its sums
 */
record Contribution(Tally tally, List<Object> key, List<BigDecimal> sums) {

    Contribution {
        key = List.copyOf(key);
        sums = List.copyOf(sums);
    }
}
