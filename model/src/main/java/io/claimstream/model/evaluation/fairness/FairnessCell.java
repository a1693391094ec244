package io.claimstream.model.evaluation.fairness;

import io.claimstream.model.statistics.Measured;
import java.util.List;

/**
 * The errors of one cell of people.
 *
 * @param name its name for people
 * @param groups the groups in it; more than one where small ones were merged
 * @param rows its rows
 * @param distinctRows the same without repetitions
 * @param mape mean absolute error as a share of the settlement
 * @param bias mean signed error as a share of the settlement; above 0 when estimates are too high
 * @param gap its MAPE less that of everybody else; 0 without interval where there is nobody else
 * @param isTooWide whether the gap is above the limit, either way, and beyond chance
 */
public record FairnessCell(
        String name,
        List<PersonGroup> groups,
        int rows,
        int distinctRows,
        Measured mape,
        Measured bias,
        Measured gap,
        boolean isTooWide) {

    public FairnessCell {
        groups = List.copyOf(groups);
    }
}
