package io.claimstream.model.evaluation.fairness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts groups that are too small to judge together, always in the same way. While a cell is too small, the smallest of these (the first in
 * order of gender and age where sizes are equal) joins a neighbour: the smaller of the two cells of the same gender next to it in age, the
 * younger where sizes are equal; without one of the same gender, the smallest other cell. Pure.
 */
final class Cells {

    /** Least number of different rows of a cell. */
    static final int MIN_ROWS = 30;

    /** Said in every report. */
    static final String RULE =
            "Cells of fewer than 30 rows are merged, repeated rows counted once: the smallest joins the smaller neighbour"
                    + " in age of the same gender, the younger where both are alike; without one, the smallest other cell.";

    private final List<Cell> cells;

    private Cells(List<Cell> cells) {
        this.cells = cells;
    }

    /**
     * A cell.
     *
     * @param groups its groups, at least one
     * @param rows places of its rows, ascending
     * @param distinct number of clusters among them
     */
    record Cell(TreeSet<PersonGroup> groups, List<Integer> rows, int distinct) {

        static Cell of(Collection<PersonGroup> groups, Collection<Integer> rows, int[] clusters) {
            Set<Integer> distinct = new HashSet<>();
            rows.forEach(row -> distinct.add(clusters[row]));
            return new Cell(new TreeSet<>(groups), rows.stream().sorted().toList(), distinct.size());
        }

        Set<String> genders() {
            return groups.stream().map(PersonGroup::gender).collect(Collectors.toSet());
        }
    }

    /**
     * The cells of some rows, in order of gender and age, each of {@value #MIN_ROWS} different rows or more unless there is only one.
     *
     * @param groups the group of each row
     * @param clusters the cluster of each row; rows of one cluster are repetitions of each other
     */
    static List<Cell> of(List<PersonGroup> groups, int[] clusters) {
        Map<PersonGroup, List<Integer>> byGroup = new TreeMap<>();
        for (int i = 0; i < groups.size(); i++) {
            byGroup.computeIfAbsent(groups.get(i), group -> new ArrayList<>()).add(i);
        }
        Cells merging = new Cells(new ArrayList<>());
        byGroup.forEach((group, rows) -> merging.cells.add(Cell.of(List.of(group), rows, clusters)));
        while (merging.mergeSmallest(clusters)) {
            // Each turn leaves one cell fewer.
        }
        return List.copyOf(merging.cells);
    }

    private boolean mergeSmallest(int[] clusters) {
        if (cells.size() < 2) {
            return false;
        }
        Cell smallest =
                cells.stream().min(Comparator.comparingInt(Cell::distinct)).orElseThrow();
        if (smallest.distinct() >= MIN_ROWS) {
            return false;
        }
        Cell partner = partner(smallest);
        List<PersonGroup> groups = new ArrayList<>(smallest.groups());
        groups.addAll(partner.groups());
        List<Integer> rows = new ArrayList<>(smallest.rows());
        rows.addAll(partner.rows());
        cells.remove(smallest);
        cells.remove(partner);
        cells.add(Cell.of(groups, rows, clusters));
        cells.sort(Comparator.comparing(cell -> cell.groups().first()));
        return true;
    }

    private Cell partner(Cell smallest) {
        List<Cell> sameGender = cells.stream()
                .filter(cell -> cell.genders().equals(smallest.genders()))
                .toList();
        int place = sameGender.indexOf(smallest);
        List<Cell> candidates = new ArrayList<>();
        if (place > 0) {
            candidates.add(sameGender.get(place - 1));
        }
        if (place + 1 < sameGender.size()) {
            candidates.add(sameGender.get(place + 1));
        }
        if (candidates.isEmpty()) {
            candidates.addAll(cells);
            candidates.remove(smallest);
        }
        return candidates.stream().min(Comparator.comparingInt(Cell::distinct)).orElseThrow();
    }
}
