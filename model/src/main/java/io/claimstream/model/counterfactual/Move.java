package io.claimstream.model.counterfactual;

import io.claimstream.domain.counterfactual.ChangeableField;
import java.util.Comparator;

/**
 * A change of one field that may matter.
 *
 * @param order place of the field among the changeable ones, which decides between equal distances
 * @param field the field
 * @param to its other value
 * @param distance how far that is
 */
record Move(int order, ChangeableField field, long to, double distance) {

    /** Nearest first; the same in every run. */
    static final Comparator<Move> NEAREST = Comparator.comparingDouble(Move::distance)
            .thenComparingInt(Move::order)
            .thenComparingLong(Move::to);
}
