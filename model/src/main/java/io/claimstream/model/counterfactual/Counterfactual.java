package io.claimstream.model.counterfactual;

import io.claimstream.domain.counterfactual.FieldChange;
import java.math.BigDecimal;
import java.util.List;

/**
 * What came of a search.
 *
 * @param outcome whether a change was found
 * @param changes the change: one field, or two; empty when none was found or none is needed
 * @param distance how far it is: amounts by the sum of the heads of loss, months by the year, 1 for a flag; fields add up
 * @param estimate the estimate after the change; as it is when there is none
 * @param tried number of changed claims whose estimate was computed
 */
public record Counterfactual(
        Outcome outcome, List<FieldChange> changes, double distance, BigDecimal estimate, int tried) {

    /** How a search ends. */
    public enum Outcome {
        /** The estimate is the amount already. */
        NONE_NEEDED,
        /** The nearest change of one field; there is no nearer one. */
        ONE_FIELD,
        /** No change of one field suffices; this is the nearest found of those of two that were tried. */
        TWO_FIELDS,
        /** No change of one field suffices, nor any of two that was tried. */
        NONE_FOUND
    }

    public Counterfactual {
        changes = List.copyOf(changes);
    }
}
