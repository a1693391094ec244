package io.claimstream.model.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which rows belong together: repeated rows, alike in label and in every feature but some, and rows of one claimant; and whatever
 * these two join together over any number of steps. Immutable.
 */
public final class RowGroups {

    private final int count;
    private final int[] groupOfRow;

    private RowGroups(int count, int[] groupOfRow) {
        this.count = count;
        this.groupOfRow = groupOfRow;
    }

    private record Contents(double label, List<Float> values) {}

    /**
     * Finds them.
     *
     * @param claimants whose each row is, in the order of the rows
     * @param mayDiffer names of the features in which copies of a row may differ
     */
    public static RowGroups of(Dataset rows, List<String> claimants, List<String> mayDiffer) {
        if (claimants.size() != rows.size()) {
            throw new IllegalArgumentException("Expected a claimant for each row.");
        }
        int[] used = IntStream.range(0, rows.schema().size())
                .filter(feature -> !mayDiffer.contains(rows.schema().names().get(feature)))
                .toArray();
        int[] leaders = IntStream.range(0, rows.size()).toArray();
        Map<Object, Integer> firstRow = new HashMap<>();
        for (int row = 0; row < leaders.length; row++) {
            join(leaders, row, firstRow.merge(contents(rows.row(row), used), row, (first, now) -> first));
            join(leaders, row, firstRow.merge(claimants.get(row), row, (first, now) -> first));
        }
        return numbered(leaders);
    }

    /** Number of groups. */
    public int count() {
        return count;
    }

    /** The group of a row, from 0. */
    public int of(int row) {
        return groupOfRow[row];
    }

    private static Contents contents(LabelledRow row, int[] used) {
        return new Contents(
                row.label(), IntStream.of(used).mapToObj(row.values()::get).toList());
    }

    private static void join(int[] leaders, int one, int other) {
        int first = leader(leaders, one);
        int second = leader(leaders, other);
        leaders[Math.max(first, second)] = Math.min(first, second);
    }

    private static int leader(int[] leaders, int row) {
        int at = row;
        while (leaders[at] != at) {
            // Each step halves the way of whoever comes next.
            leaders[at] = leaders[leaders[at]];
            at = leaders[at];
        }
        return at;
    }

    private static RowGroups numbered(int[] leaders) {
        int[] groupOfRow = new int[leaders.length];
        int count = 0;
        for (int row = 0; row < leaders.length; row++) {
            int leader = leader(leaders, row);
            groupOfRow[row] = leader == row ? count++ : groupOfRow[leader];
        }
        return new RowGroups(count, groupOfRow);
    }
}
