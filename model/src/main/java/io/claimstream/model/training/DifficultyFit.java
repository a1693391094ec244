package io.claimstream.model.training;

import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.DifficultyTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns a {@link Difficulty} from absolute out-of-fold residuals stage by stage (boosting, Friedman, 2001): each tree is grown on the
 * residuals divided by what the trees before it say, and half of its correction is taken. One tree spends its few questions on what
 * matters most, such as a short history, and has none left for the amounts. The first trees say how far off estimates are in the middle,
 * the later ones where too many are still missed. The same rows give the same trees.
 */
final class DifficultyFit {

    static final int TREES = 12;

    /** Trees that say how far off estimates are in the middle. */
    private static final int OF_THE_MIDDLE = 4;

    /** Power of the factors of every tree but the first. */
    private static final double STEP = 0.5;

    private DifficultyFit() {}

    /**
     * Learns.
     *
     * @param values feature vectors one after another; NaN is missing
     * @param features length of each
     * @param absoluteResiduals |ln settlement − ln estimate| of each row, by a model that had not seen the row
     */
    static Difficulty fit(float[] values, int features, double[] absoluteResiduals) {
        SortedColumns columns = new SortedColumns(values, features);
        double[] residuals = absoluteResiduals.clone();
        List<DifficultyTree> trees = new ArrayList<>();
        for (int stage = 0; stage < TREES; stage++) {
            LeafRule rule = stage < OF_THE_MIDDLE ? new ExpectedError(residuals) : new MissedShare(residuals);
            DifficultyTree tree = DifficultyTreeFit.fit(columns, rule, stage == 0 ? 1 : STEP);
            boolean saysNothing = tree.nodes().size() == 1;
            if (stage == 0 || !saysNothing) {
                trees.add(tree);
                divide(residuals, tree, columns);
            }
        }
        return new Difficulty(trees);
    }

    private static void divide(double[] residuals, DifficultyTree tree, SortedColumns columns) {
        for (int row = 0; row < residuals.length; row++) {
            residuals[row] /= tree.scale(columns.row(row));
        }
    }
}
