package io.claimstream.model.evaluation.fairness;

import io.claimstream.model.evaluation.fairness.Cells.Cell;
import io.claimstream.model.statistics.ClusteredMean;
import io.claimstream.model.statistics.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Error and signed error by age band and gender.
 *
 * <p>Each cell is compared with everybody outside of it. Intervals are Student's, cluster-robust, and corrected for the number of cells by
 * Bonferroni: all of a column hold at once with 95 %. A cell blocks when its MAPE differs from that of the others by more than
 * {@value #LIMIT}, either way, and the corrected interval of the difference does not contain 0.
 *
 * @param limit gap of MAPE above which a cell blocks, if chance does not explain it
 * @param confidence probability that all intervals of a column are right
 * @param cellConfidence probability that a single one is, after the correction
 * @param mergeRule how small cells were merged, for people
 * @param cells the cells, in order of gender and age
 * @param verdict what it means for a promotion
 */
public record Fairness(
        double limit,
        double confidence,
        double cellConfidence,
        String mergeRule,
        List<FairnessCell> cells,
        FairnessVerdict verdict) {

    /** Five points of MAPE. */
    public static final double LIMIT = 0.05;

    private static final double CONFIDENCE = 0.95;

    public Fairness {
        cells = List.copyOf(cells);
    }

    /**
     * Measures.
     *
     * @param signedErrors (estimate − settlement) / settlement of each row, at least one
     * @param clusters the cluster of each row, counted from 0; rows of one cluster are repetitions of each other
     * @param groups the group of each row's driver
     */
    public static Fairness of(double[] signedErrors, int[] clusters, List<PersonGroup> groups) {
        if (signedErrors.length != groups.size() || signedErrors.length != clusters.length) {
            throw new IllegalArgumentException("Expected a group and a cluster for each error.");
        }
        List<Cell> cells = Cells.of(groups, clusters);
        double cellConfidence = 1 - (1 - CONFIDENCE) / cells.size();
        List<FairnessCell> measured = new ArrayList<>();
        for (Cell cell : cells) {
            measured.add(measure(cell, signedErrors, clusters, cellConfidence));
        }
        FairnessVerdict verdict = verdict(measured, groups);
        return new Fairness(LIMIT, CONFIDENCE, cellConfidence, Cells.RULE, measured, verdict);
    }

    /** The same with some of its cells, for who is to see no others. The verdict stays that of all. */
    public Fairness shownOf(List<FairnessCell> some) {
        return new Fairness(limit, confidence, cellConfidence, mergeRule, some, verdict);
    }

    private static FairnessVerdict verdict(List<FairnessCell> cells, List<PersonGroup> groups) {
        if (groups.stream().allMatch(PersonGroup::isUnknown)) {
            return new FairnessVerdict.Unmeasured("No row states an age or a gender.");
        }
        if (cells.size() < 2) {
            return new FairnessVerdict.Unmeasured("There are too few rows for two cells of " + Cells.MIN_ROWS + ".");
        }
        List<String> tooWide = cells.stream()
                .filter(FairnessCell::isTooWide)
                .map(FairnessCell::name)
                .toList();
        return tooWide.isEmpty() ? new FairnessVerdict.Passed(cells.size()) : new FairnessVerdict.Blocked(tooWide);
    }

    private static FairnessCell measure(Cell cell, double[] signedErrors, int[] clusters, double confidence) {
        int rows = cell.rows().size();
        double[] signed = new double[rows];
        int[] own = new int[rows];
        boolean[] isInside = new boolean[signedErrors.length];
        for (int i = 0; i < rows; i++) {
            int row = cell.rows().get(i);
            signed[i] = signedErrors[row];
            own[i] = clusters[row];
            isInside[row] = true;
        }
        Measured gap = rows == signedErrors.length
                ? Measured.withoutInterval(0)
                : ClusteredMean.gap(absolute(signedErrors), clusters, isInside, confidence);
        return new FairnessCell(
                name(cell),
                List.copyOf(cell.groups()),
                rows,
                cell.distinct(),
                ClusteredMean.of(absolute(signed), own, confidence),
                ClusteredMean.of(signed, own, confidence),
                gap,
                Math.abs(gap.value()) > LIMIT && gap.isBeyondChance());
    }

    private static double[] absolute(double[] values) {
        double[] absolute = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            absolute[i] = Math.abs(values[i]);
        }
        return absolute;
    }

    private static String name(Cell cell) {
        return cell.genders().stream()
                .sorted()
                .map(gender -> gender + ", "
                        + cell.groups().stream()
                                .filter(group -> group.gender().equals(gender))
                                .map(group -> group.age().text())
                                .collect(Collectors.joining(" and ")))
                .collect(Collectors.joining("; "));
    }
}
