package io.claimstream.launcher.offline;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.study.StudyRequest;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Folds;
import io.claimstream.model.training.RowGroups;
import java.time.Duration;
import java.util.List;

/**
 * How a model is trained from a file.
 *
 * @param parameters what to train with, or where the search starts
 * @param folds number of folds
 * @param candidates candidates of the search; 0 for no search
 * @param threads trainings that run side by side
 * @param budget time after which the search tries no other candidate
 * @param heapMegabytes heap of the training process, in MiB
 */
record TrainingPlan(
        TrainingParameters parameters, int folds, int candidates, int threads, Duration budget, int heapMegabytes) {

    /** Copies of a row may differ in these, whatever else a model ignores: so that the folds, and with them errors, can be compared. */
    static final List<String> MAY_DIFFER = TrainingParameters.defaults().ignoredFeatures();

    /** Time for what follows the search; generous, since a process that hangs is all it is to stop. */
    private static final Duration WITHOUT_SEARCH = Duration.ofHours(2);

    /** Longest time that the training process may take. */
    Duration timeout() {
        return candidates == 0 ? WITHOUT_SEARCH : WITHOUT_SEARCH.plus(budget);
    }

    /** The folds that the result is measured on. */
    Folds folds(Dataset rows, List<String> claimants) {
        return folds(rows, claimants, parameters.seed());
    }

    /** What the training process is asked. */
    StudyRequest request(Dataset rows, List<String> claimants) {
        int searchSeed = parameters.seed() + 1;
        return new StudyRequest(
                folds,
                parameters.seed(),
                folds(rows, claimants).toList(),
                searchSeed,
                folds(rows, claimants, searchSeed).toList(),
                candidates,
                threads,
                budget.toMillis());
    }

    private Folds folds(Dataset rows, List<String> claimants, int seed) {
        return Folds.of(rows, RowGroups.of(rows, claimants, MAY_DIFFER), folds, seed);
    }
}
