package io.claimstream.model.study;

import java.util.List;

/**
 * What a study is asked, beside the rows and the parameters.
 *
 * @param folds number of folds, 2 or more
 * @param seed seed of the folds that the result is measured on
 * @param foldOfRow fold of each row
 * @param searchSeed seed of the candidates, and of the folds that they are compared on
 * @param searchFoldOfRow fold of each row while candidates are compared: other folds, so that the winner is not measured where it won
 * @param candidates number of candidates to try, the given parameters among them; 0 tries none
 * @param threads trainings that run side by side, 1 or more; the result does not depend on it
 * @param budgetMillis time after which no other candidate is tried, in milliseconds
 */
public record StudyRequest(
        int folds,
        int seed,
        List<Integer> foldOfRow,
        int searchSeed,
        List<Integer> searchFoldOfRow,
        int candidates,
        int threads,
        long budgetMillis) {

    /** Most candidates that are tried. */
    public static final int MAX_CANDIDATES = 1_000;

    public StudyRequest {
        foldOfRow = List.copyOf(foldOfRow);
        searchFoldOfRow = List.copyOf(searchFoldOfRow);
        if (candidates < 0 || candidates > MAX_CANDIDATES || budgetMillis < 0 || threads < 1) {
            throw new IllegalArgumentException(
                    "Expected 0 to " + MAX_CANDIDATES + " candidates, a thread or more and a budget of 0 or more.");
        }
    }
}
