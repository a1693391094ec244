package io.claimstream.model.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dataset cut into folds for cross-validation. Rows that belong together are in one fold, so that no row is foretold by its own copy: rows
 * alike in their label and in all but what carries no signal, and rows of one claimant. Each fold is estimated by a model of the others.
 * The same rows and seed give the same folds, in whatever order the rows stand. Immutable.
 */
public final class Folds {

    private final int count;
    private final int seed;
    private final int[] foldOfRow;

    private Folds(int count, int seed, int[] foldOfRow) {
        this.count = count;
        this.seed = seed;
        this.foldOfRow = foldOfRow;
    }

    /**
     * Cuts. The groups are dealt, large ones first and those of one size in an order drawn by the seed, each to the fold that has the fewest
     * rows so far.
     *
     * @param rows the dataset
     * @param groups group of each row, see {@link RowGroups}
     * @param count number of folds, 2 or more
     * @throws IllegalArgumentException when there are fewer groups than folds
     */
    public static Folds of(Dataset rows, RowGroups groups, int count, int seed) {
        if (count < 2) {
            throw new IllegalArgumentException("Expected 2 folds or more, but got " + count + ".");
        }
        List<Group> dealt = drawn(rows, groups, seed);
        if (dealt.size() < count) {
            throw new IllegalArgumentException(
                    "Expected at least " + count + " groups of rows, but there are " + dealt.size() + ".");
        }
        int[] foldOfGroup = new int[groups.count()];
        int[] sizes = new int[count];
        for (Group group : dealt) {
            int fold = smallest(sizes);
            foldOfGroup[group.number()] = fold;
            sizes[fold] += group.rows();
        }
        return new Folds(
                count,
                seed,
                IntStream.range(0, rows.size())
                        .map(row -> foldOfGroup[groups.of(row)])
                        .toArray());
    }

    /**
     * Folds as they were written down.
     *
     * @throws IllegalArgumentException when a fold has no row, or a row no fold
     */
    public static Folds of(int count, int seed, List<Integer> foldOfRow) {
        int[] folds = foldOfRow.stream().mapToInt(Integer::intValue).toArray();
        if (Arrays.stream(folds).anyMatch(fold -> fold < 0 || fold >= count)
                || Arrays.stream(folds).distinct().count() != count) {
            throw new IllegalArgumentException("Expected every row in one of " + count + " folds, none of them empty.");
        }
        return new Folds(count, seed, folds);
    }

    /** Number of folds. */
    public int count() {
        return count;
    }

    /** What their order was drawn with. */
    public int seed() {
        return seed;
    }

    /** Number of rows. */
    public int rows() {
        return foldOfRow.length;
    }

    /** The fold of a row, from 0. */
    public int of(int row) {
        return foldOfRow[row];
    }

    /** The fold of every row, to be written down. */
    public List<Integer> toList() {
        return Arrays.stream(foldOfRow).boxed().toList();
    }

    /** The rows of a fold, in the order of the dataset. */
    public Dataset own(Dataset rows, int fold) {
        return rows.where(row -> foldOfRow[row] == fold);
    }

    /** The rows of every other fold, in the order of the dataset. */
    public Dataset others(Dataset rows, int fold) {
        return rows.where(row -> foldOfRow[row] != fold);
    }

    private record Group(int number, int rows, long draw) {}

    private static List<Group> drawn(Dataset rows, RowGroups groups, int seed) {
        long[] draws = new long[groups.count()];
        int[] sizes = new int[groups.count()];
        for (int row = 0; row < rows.size(); row++) {
            int group = groups.of(row);
            // Added up, so that the order of the rows does not matter.
            draws[group] += Bits.mixed(contents(rows.row(row)) + Bits.mixed(seed));
            sizes[group]++;
        }
        List<Group> all = new ArrayList<>();
        for (int group = 0; group < draws.length; group++) {
            all.add(new Group(group, sizes[group], draws[group]));
        }
        all.sort(Comparator.comparingInt(Group::rows).reversed().thenComparingLong(Group::draw));
        return all;
    }

    private static long contents(LabelledRow row) {
        long bits = Bits.mixed(Double.doubleToLongBits(row.label()));
        for (float value : row.values()) {
            bits = Bits.mixed(bits * 31 + Float.floatToIntBits(value));
        }
        return Bits.mixed(bits * 31 + row.labelledAt().toEpochMilli());
    }

    private static int smallest(int[] sizes) {
        int smallest = 0;
        for (int fold = 1; fold < sizes.length; fold++) {
            smallest = sizes[fold] < sizes[smallest] ? fold : smallest;
        }
        return smallest;
    }
}
