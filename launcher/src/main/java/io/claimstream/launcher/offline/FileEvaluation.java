package io.claimstream.launcher.offline;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.importing.CsvRows;
import io.claimstream.model.FullReasons;
import io.claimstream.model.Scorer;
import io.claimstream.model.evaluation.EvaluatedRow;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.FloatRow;
import io.claimstream.model.evaluation.Source;
import io.claimstream.model.evaluation.Subject;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    private final Optional<OfflineModel> champion;
    private final Instant now;
    private final Progress progress;
    private final List<EvaluatedRow> evaluated = new ArrayList<>();
    private final List<PersonGroup> groups = new ArrayList<>();
    private final List<Source.LeftOut> leftOut = new ArrayList<>();
    private @Nullable Double nominalCoverage;
    private long rows;

    /**
     * @param champion what the model is compared with, beside the baseline
     * @param now time of scoring, which no figure depends on
     * @param progress told of each row that cannot be scored
     */
    FileEvaluation(OfflineModel model, Optional<OfflineModel> champion, Instant now, Progress progress) {
        this.model = model;
        this.champion = champion;
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
     * The report.
     *
     * @param name name of the file
     * @param sha256 its SHA-256
     * @param code version of Claimstream
     * @throws BadInputException when no row could be evaluated
     */
    EvaluationReport report(String name, String sha256, String code) {
        if (evaluated.isEmpty()) {
            throw new BadInputException("Expected a row of '" + name + "' that is settled and that model "
                    + model.model().version() + " can score, but of " + rows + " there is none: " + reasons() + ".");
        }
        Subject subject = new Subject(
                model.model().manifest(),
                model.model().version(),
                model.model().engine().version(),
                code,
                nominalCoverage,
                champion.map(it -> it.model().version()).orElse(null));
        return EvaluationReport.of(subject, new Source(name, sha256, rows, leftOut), evaluated, groups);
    }

    private void read(FileClaims.Scorable row, PersonGroup group) {
        Optional<BigDecimal> paid = row.settlement();
        if (paid.isEmpty() || paid.get().signum() <= 0) {
            leaveOut(paid.isEmpty() ? "NOT_SETTLED" : "SETTLED_FOR_NOTHING");
            return;
        }
        ClaimScored score = model.score(row.features(), now);
        Optional<ClaimScored> other = champion.map(it -> it.score(row.features(), now));
        if (isByBaseline(score) || other.filter(FileEvaluation::isByBaseline).isPresent()) {
            ClaimScored failed = isByBaseline(score) ? score : other.orElseThrow();
            leaveOut((failed == score ? "" : "not by the model compared with: ")
                    + String.join(" ", failed.getReviewReasons()));
            return;
        }
        score.getInterval().ifPresent(interval -> nominalCoverage = interval.getNominalCoverage());
        evaluated.add(new EvaluatedRow(
                row.features().getEventTime(),
                paid.get().doubleValue(),
                row.features().getSumOfHeads().doubleValue(),
                score.getEstimate().doubleValue(),
                stated(score),
                other.map(it -> it.getEstimate().doubleValue()).orElse(null),
                FloatRow.of(row.features().getValues()),
                reasons(row.features())));
        groups.add(group);
    }

    private static EvaluatedRow.@Nullable Stated stated(ClaimScored score) {
        Optional<Interval> interval = score.getInterval();
        Optional<Double> confidence = score.getConfidence();
        if (interval.isEmpty() || confidence.isEmpty()) {
            return null;
        }
        return new EvaluatedRow.Stated(
                interval.get().getLower().doubleValue(),
                interval.get().getUpper().doubleValue(),
                confidence.get());
    }

    private FloatRow reasons(ClaimFeatures features) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        FullReasons.of(features, model.model())
                .reasons()
                .forEach(reason -> amounts.put(reason.group(), reason.amount()));
        return FloatRow.of(FeatureGroups.ALL.stream()
                .map(group -> amounts.getOrDefault(group.name(), BigDecimal.ZERO))
                .toList());
    }

    private static PersonGroup group(RowOutcome outcome) {
        Optional<ProtectedAttributes> attributes =
                outcome.fold(read -> read.claim().getProtectedAttributes(), unreadable -> Optional.empty());
        return PersonGroup.of(
                attributes.flatMap(ProtectedAttributes::getGender).orElse(null),
                attributes.flatMap(ProtectedAttributes::getDriverAge).orElse(null));
    }

    private static boolean isByBaseline(ClaimScored score) {
        return score.getModelVersion().equals(Scorer.BASELINE);
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
