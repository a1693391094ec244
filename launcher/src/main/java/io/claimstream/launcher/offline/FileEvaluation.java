package io.claimstream.launcher.offline;

import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.importing.CsvRows;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.Scorer;
import io.claimstream.model.evaluation.EvaluatedRow;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Learned;
import io.claimstream.model.evaluation.ScoredClaim;
import io.claimstream.model.evaluation.Source;
import io.claimstream.model.evaluation.Subject;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores the settled rows of a file and makes the evaluation report of them. Protected attributes come from a reading of the file of their own, so
 * that no feature can hold them. For one file.
 */
final class FileEvaluation {

    /** Most rows evaluated at once: more would not fit into the memory of a small machine. */
    static final int MOST_ROWS = 200_000;

    private final OfflineModel model;
    private final List<OfflineModel> others;
    private final Instant now;
    private final Progress progress;
    private final List<EvaluatedRow> evaluated = new ArrayList<>();
    private final List<PersonGroup> groups = new ArrayList<>();
    private final List<Source.LeftOut> leftOut = new ArrayList<>();
    private @Nullable Double nominalCoverage;
    private long rows;

    /**
     * @param others what the model is compared with, beside the baseline
     * @param now time of scoring, which no figure depends on
     * @param progress told of each row that cannot be scored
     */
    FileEvaluation(OfflineModel model, List<OfflineModel> others, Instant now, Progress progress) {
        this.model = model;
        this.others = others;
        this.now = now;
        this.progress = progress;
    }

    /**
     * Scores every row.
     *
     * @param claims the rows
     * @param people the same rows of the same file, for the protected attributes alone
     * @throws BadInputException when there are more than {@value #MOST_ROWS} to evaluate
     */
    void read(Iterator<FileClaims.Row> claims, Iterator<CsvRows.Row> people) {
        try (Progress.Task task = progress.task("rows evaluated", 0)) {
            while (claims.hasNext()) {
                FileClaims.Row row = claims.next();
                RowOutcome person = people.next().outcome();
                rows++;
                if (row.scorable().isPresent()) {
                    read(row.scorable().get(), group(person));
                } else {
                    progress.say("row " + row.number() + " is not scored: " + row.problem());
                    leaveOut(row.problem());
                }
                if (evaluated.size() > MOST_ROWS) {
                    throw new BadInputException("Expected at most " + MOST_ROWS
                            + " rows to evaluate, but there are more. Draw some of them, or cut the file by time.");
                }
                task.at(rows);
            }
        }
    }

    /**
     * What the model learned from.
     *
     * @param file the file that it was trained from
     * @param training reads the file as a training does
     * @throws BadInputException when it was trained from another
     */
    Learned learned(Path file, SettledRows training) {
        DatasetSummary summary = model.model().manifest().dataset();
        // A claim without a date counts as made at the latest that the file says, as it did in the training.
        try (FileClaims claims = FileClaims.open(file, summary.lastLabelAt())) {
            training.read(claims);
        }
        try {
            return Learned.from(training.dataset(), summary);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("Expected '" + file + "' to be the file that model "
                    + model.model().version() + " was trained from, but its settled rows are others.");
        }
    }

    /** A file, by its name and SHA-256. */
    record Named(String name, String sha256) {}

    /**
     * The report.
     *
     * @param file the file
     * @param learned what the model learned from; null when that is not at hand
     * @param code version of Claimstream
     * @throws BadInputException when no row could be evaluated
     */
    EvaluationReport report(Named file, @Nullable Learned learned, String code) {
        if (evaluated.isEmpty()) {
            throw new BadInputException("Expected a row of '" + file.name() + "' that is settled and that model "
                    + model.model().version() + " can score, but of " + rows + " there is none: " + reasons() + ".");
        }
        Subject subject = new Subject(
                model.model().manifest(),
                model.model().version(),
                model.model().engine().version(),
                code,
                nominalCoverage,
                others.stream().map(it -> it.model().version()).toList(),
                learned);
        return EvaluationReport.of(subject, new Source(file.name(), file.sha256(), rows, leftOut), evaluated, groups);
    }

    private void read(FileClaims.Scorable row, PersonGroup group) {
        Optional<BigDecimal> paid = row.settlement();
        if (paid.isEmpty() || paid.get().signum() <= 0) {
            leaveOut(paid.isEmpty() ? "NOT_SETTLED" : "SETTLED_FOR_NOTHING");
            return;
        }
        ScoredClaim scored = new ScoredClaim(row.features(), model.score(row.features(), now), model.model());
        if (scored.isByBaseline()) {
            leaveOut(String.join(" ", scored.score().getReviewReasons()));
            return;
        }
        scored.nominalCoverage().ifPresent(coverage -> nominalCoverage = coverage);
        List<Double> estimates =
                others.stream().map(it -> estimate(it, row.features())).toList();
        evaluated.add(scored.settledFor(paid.get().doubleValue(), estimates));
        groups.add(group);
    }

    /** NaN for a claim that the other would leave to the baseline: that would not be its estimate. */
    private double estimate(OfflineModel other, ClaimFeatures features) {
        ClaimScored score = other.score(features, now);
        return score.getModelVersion().equals(Scorer.BASELINE)
                ? Double.NaN
                : score.getEstimate().doubleValue();
    }

    private static PersonGroup group(RowOutcome outcome) {
        Optional<ProtectedAttributes> attributes =
                outcome.fold(read -> read.claim().getProtectedAttributes(), unreadable -> Optional.empty());
        return PersonGroup.of(
                attributes.flatMap(ProtectedAttributes::getGender).orElse(null),
                attributes.flatMap(ProtectedAttributes::getDriverAge).orElse(null));
    }

    private void leaveOut(String reason) {
        leftOut.add(new Source.LeftOut(rows, reason));
    }

    private String reasons() {
        List<String> reasons =
                leftOut.stream().map(Source.LeftOut::reason).distinct().limit(5).toList();
        return reasons.isEmpty() ? "the file has no rows" : String.join("; ", reasons);
    }
}
