package io.claimstream.retrain.report;

import io.claimstream.model.LoadedModel;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Learned;
import io.claimstream.model.evaluation.Source;
import io.claimstream.model.evaluation.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the evaluation report of a candidate on its holdout, scored by the code of the stream. The same candidate, champion and topics
 * give the same bytes. Thread-safe.
 */
public final class CandidateReports {

    /** Most rows of a report: exact reasons take their time, and beyond this no figure becomes surer in a way that matters. */
    static final int MOST_ROWS = 10_000;

    private final DriverGroups groups;
    private final String code;
    private final int mostRows;

    /**
     * @param groups knows age band and gender of drivers
     * @param code version of Claimstream
     */
    public CandidateReports(DriverGroups groups, String code) {
        this(groups, code, MOST_ROWS);
    }

    CandidateReports(DriverGroups groups, String code, int mostRows) {
        this.groups = groups;
        this.code = code;
        this.mostRows = mostRows;
    }

    /**
     * The report.
     *
     * @param made the candidate
     * @param model the same, loaded
     * @param champion the champion of the slot; compared with on rows that it cannot have learned from
     * @return empty when the model can score none of the rows
     * @throws InterruptedException when the thread is interrupted
     */
    public Optional<EvaluationReport> of(NewModel made, LoadedModel model, Optional<LoadedModel> champion)
            throws InterruptedException {
        Optional<LoadedModel> other = champion.filter(it -> !it.version().equals(model.version()));
        int held = made.split().holdout().size();
        int drawn = Math.min(held, mostRows);
        HoldoutScoring scoring = score(made, model, other, drawn);
        if (scoring.rows().isEmpty()) {
            return Optional.empty();
        }
        Subject subject = new Subject(
                model.manifest(),
                model.version(),
                model.engine().version(),
                code,
                scoring.nominalCoverage(),
                others(made, other),
                Learned.beforeHoldout(made.split()));
        Source source = new Source(name(held, drawn), model.manifest().dataset().sha256(), drawn, scoring.leftOut());
        return Optional.of(EvaluationReport.of(subject, source, scoring.rows(), groups.of(scoring.claims())));
    }

    private static HoldoutScoring score(NewModel made, LoadedModel model, Optional<LoadedModel> champion, int drawn)
            throws InterruptedException {
        int held = made.split().holdout().size();
        int features = model.manifest().features().size();
        try (BaselineEngines baselines = new BaselineEngines(made.baselines(), features)) {
            HoldoutScoring scoring = new HoldoutScoring(made, model, champion, baselines);
            for (int i = 0; i < drawn; i++) {
                scoring.score((int) ((long) held * i / drawn));
            }
            return scoring;
        }
    }

    private static List<String> others(NewModel made, Optional<LoadedModel> champion) {
        List<String> others = new ArrayList<>();
        champion.ifPresent(it -> others.add(it.version()));
        made.baselines().forEach(it -> others.add(it.name()));
        return others;
    }

    private static String name(int held, int drawn) {
        return drawn == held
                ? "claims.labelled.v1, held out of the training"
                : String.format(
                        Locale.ROOT, "claims.labelled.v1, drawn evenly from %,d held out of the training", held);
    }
}
