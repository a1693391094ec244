package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.Baselines;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Folds;
import io.claimstream.model.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Studies a dataset: search, cross-validation, baselines, and the model of all rows. Used once, by one thread. */
final class Study {

    private final Dataset rows;
    private final TrainingParameters given;
    private final StudyRequest request;
    private final StudyPace pace;
    private final Folds folds;

    /**
     * @param listener told how far it is, by one thread at a time
     * @param nanos a clock that only runs forward
     */
    Study(
            Dataset rows,
            TrainingParameters given,
            StudyRequest request,
            Consumer<StudyProgress> listener,
            LongSupplier nanos) {
        this.rows = rows;
        this.given = given;
        this.request = request;
        this.pace = new StudyPace(searchTrees() + studyTrees(given), listener, nanos);
        this.folds = Folds.of(request.folds(), request.seed(), request.foldOfRow());
    }

    /** The model and what is known of it. The artifact's array is shared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outcome(byte[] artifact, StudyResult result) {}

    Outcome run() {
        try (Hands hands = new Hands(request.threads())) {
            Search.Found found = search(hands);
            pace.begin("cross-validation", searchTrees());
            // The longest piece first, so that no thread is left alone with it in the end.
            Future<byte[]> artifact = hands.begin(() -> artifact(found.winner()));
            CrossValidation validation = new CrossValidation(rows, folds, hands, pace::grown);
            CrossValidation.Outcome model = validation.validate(found.winner(), folds.count(), 0);
            pace.measured(model.meanMape());
            List<Contender> contenders = contenders(validation, model, found.winner());
            Outcome outcome = new Outcome(
                    Hands.result(artifact),
                    new StudyResult(
                            found.winner(), contenders, list(model.margins()), found.trials(), found.isCutShort()));
            pace.begin("done", searchTrees() + studyTrees(given));
            return outcome;
        }
    }

    private byte[] artifact(TrainingParameters chosen) {
        int[] before = {0};
        return new Trainer(chosen).train(rows, (round, rounds, rmse) -> {
            pace.grown((round - before[0]) * chosen.treesPerRound() * chosen.boosters());
            before[0] = round;
        });
    }

    private List<Contender> contenders(
            CrossValidation validation, CrossValidation.Outcome model, TrainingParameters chosen) {
        pace.begin("baselines", 0);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(validation.contender(Contender.MODEL, model));
        contenders.add(CrossValidation.unlearned(rows, folds));
        contenders.add(baseline(validation, Contender.TREE, Baselines.tree(chosen)));
        contenders.add(baseline(validation, Contender.FOREST, Baselines.forest(chosen)));
        return contenders;
    }

    private Search.Found search(Hands hands) {
        if (request.candidates() == 0) {
            return new Search.Found(given, List.of(), false);
        }
        pace.begin("search", 0);
        Folds searchFolds = Folds.of(request.folds(), request.searchSeed(), request.searchFoldOfRow());
        return new Search(
                        new CrossValidation(rows, searchFolds, hands, pace::grown),
                        () -> pace.elapsedMillis() >= request.budgetMillis(),
                        trial -> pace.measured(trial.mape()))
                .among(SearchSpace.draw(given, request.candidates(), request.searchSeed()), request.folds());
    }

    private static Contender baseline(CrossValidation validation, String name, TrainingParameters parameters) {
        return validation.contender(name, validation.validate(parameters, validation.folds(), 0));
    }

    private long searchTrees() {
        if (request.candidates() == 0) {
            return 0;
        }
        return Halving.rungs(request.candidates(), request.folds()).stream()
                .mapToLong(rung -> (long) rung.candidates() * rung.folds() * given.trees() / rung.parts())
                .sum();
    }

    private long studyTrees(TrainingParameters chosen) {
        long folded = (long) chosen.trees()
                + Baselines.tree(chosen).trees()
                + Baselines.forest(chosen).trees();
        return folded * request.folds() + chosen.trees();
    }

    private static List<Float> list(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
