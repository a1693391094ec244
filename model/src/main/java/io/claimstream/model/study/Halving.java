package io.claimstream.model.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Successive halving (Karnin, Koren &amp; Somekh, 2013; Jamieson &amp; Talwalkar, 2016): many candidates are tried on little, and the better third of
 * them on more, until a few are tried on everything. Pure.
 */
final class Halving {

    private static final int KEEP_ONE_OF = 3;
    private static final int MOST_PARTS = 4;

    private Halving() {}

    /**
     * A round of the contest.
     *
     * @param candidates how many are tried
     * @param folds on how many folds, the same for all
     * @param parts in how many parts their boosting rounds are divided, of which one is grown
     */
    record Rung(int candidates, int folds, int parts) {}

    /** A candidate with its error, which is smaller when better. */
    record Tried<T>(T candidate, int number, double error) {}

    /**
     * The rungs, from many candidates on little to a few on everything.
     *
     * @param candidates number of candidates, 1 or more
     * @param folds number of folds there are
     */
    static List<Rung> rungs(int candidates, int folds) {
        List<Integer> sizes = new ArrayList<>(List.of(candidates));
        while (sizes.get(sizes.size() - 1) > KEEP_ONE_OF) {
            sizes.add((sizes.get(sizes.size() - 1) + KEEP_ONE_OF - 1) / KEEP_ONE_OF);
        }
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            int toGo = sizes.size() - 1 - i;
            int parts = Math.min(MOST_PARTS, 1 << Math.min(toGo, MOST_PARTS));
            rungs.add(new Rung(sizes.get(i), (folds + parts - 1) / parts, parts));
        }
        return rungs;
    }

    /** The best, best first; of two as good the one with the smaller number. */
    static <T> List<T> best(List<Tried<T>> tried, int keep) {
        return tried.stream()
                .sorted(Comparator.comparingDouble((Tried<T> it) -> it.error()).thenComparingInt(Tried::number))
                .limit(keep)
                .map(Tried::candidate)
                .toList();
    }
}
