package io.claimstream.feedback.figures;

import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessCell;
import java.util.Comparator;
import java.util.Optional;

/** What a report of fairness says in one figure. Pure. */
public final class GreatestGap {

    private GreatestGap() {}

    /** Whether a group has so many different claims that it may be shown; {@value SettledSums#LEAST} or more. */
    public static boolean isLargeEnough(FairnessCell cell) {
        return cell.distinctRows() >= SettledSums.LEAST;
    }

    /**
     * The group whose MAPE differs most from that of everybody else, either way, of those that may be shown.
     *
     * @return empty when there are no two groups to compare
     */
    public static Optional<FairnessCell> of(Fairness fairness) {
        return fairness.cells().size() < 2
                ? Optional.empty()
                : fairness.cells().stream()
                        .filter(GreatestGap::isLargeEnough)
                        .max(Comparator.comparingDouble(
                                (FairnessCell it) -> Math.abs(it.gap().value())));
    }
}
