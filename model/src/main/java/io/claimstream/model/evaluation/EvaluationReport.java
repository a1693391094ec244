package io.claimstream.model.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.ModelJson;
import io.claimstream.model.Scorer;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import io.claimstream.model.gate.GateResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model from rows that it scored. Carries no time of its making and no row: the same rows give the same bytes.
 *
 * @param format format of this report, {@value #FORMAT}
 * @param versions what was evaluated, by what
 * @param data the rows
 * @param trainedOn what the model was made from
 * @param parameters what it was trained with
 * @param exposure whether it may have learned from these rows
 * @param error its error
 * @param comparisons others, the champion first when there is one, and the baseline last, each on the same rows
 * @param byAmount its error by band of the sum claimed
 * @param overTime its error over time
 * @param byEstimate what was paid, by estimate
 * @param calibration whether it is as sure as it may be; null without a calibration
 * @param residuals how errors are spread
 * @param importance how much each group of features moves estimates
 * @param drift whether the rows changed
 * @param fairness errors by age band and gender
 * @param gates what the gates found that decide on a promotion; empty where none was asked. Speed is measured with a clock, so that reports
 *     which have it may differ
 */
public record EvaluationReport(
        int format,
        Versions versions,
        Data data,
        DatasetSummary trainedOn,
        TrainingParameters parameters,
        Exposure exposure,
        ErrorFigures error,
        List<Comparison> comparisons,
        List<Slice> byAmount,
        List<Slice> overTime,
        List<EstimateBin> byEstimate,
        @Nullable CalibrationFigures calibration,
        Residuals residuals,
        List<Importance> importance,
        Drift drift,
        Fairness fairness,
        List<GateResult> gates) {

    /** The format written by this version of Claimstream. */
    public static final int FORMAT = 1;

    private static final String GATES = "gates";

    /** Most rows left out that are listed one by one. */
    private static final int LISTED = 200;

    public EvaluationReport {
        comparisons = List.copyOf(comparisons);
        byAmount = List.copyOf(byAmount);
        overTime = List.copyOf(overTime);
        byEstimate = List.copyOf(byEstimate);
        importance = List.copyOf(importance);
        gates = List.copyOf(gates);
    }

    /**
     * What was evaluated, by what.
     *
     * @param model version of the model
     * @param manifestFormat format of its manifest
     * @param featureSet version of the feature set
     * @param slot line of business and currency it is for
     * @param trainedBy engine that trained it
     * @param engine engine that scored
     * @param code version of Claimstream
     * @param comparedWith what it was compared with beside the baseline: versions, and models grown for the comparison alone; one without a
     *     comparison could be compared on no row
     */
    public record Versions(
            String model,
            int manifestFormat,
            String featureSet,
            String slot,
            String trainedBy,
            String engine,
            String code,
            List<String> comparedWith) {

        public Versions {
            comparedWith = List.copyOf(comparedWith);
        }
    }

    /**
     * The rows.
     *
     * @param source name of where they came from
     * @param sha256 SHA-256 of it
     * @param rows rows in it
     * @param evaluated rows evaluated
     * @param distinct the same without repetitions
     * @param firstEventAt event time of the first
     * @param lastEventAt event time of the last
     * @param leftOut rows left out, by reason
     * @param listed the first {@value EvaluationReport#LISTED} of them
     */
    public record Data(
            String source,
            String sha256,
            long rows,
            int evaluated,
            int distinct,
            Instant firstEventAt,
            Instant lastEventAt,
            Map<String, Long> leftOut,
            List<Source.LeftOut> listed) {}

    /**
     * Makes the report.
     *
     * @param subject what is evaluated
     * @param source where the rows came from
     * @param evaluated the rows, at least one
     * @param groups the group of each row's driver, in the same order
     * @throws IllegalArgumentException when there is no row, or not a group for each
     */
    public static EvaluationReport of(
            Subject subject, Source source, List<EvaluatedRow> evaluated, List<PersonGroup> groups) {
        if (evaluated.isEmpty() || evaluated.size() != groups.size()) {
            throw new IllegalArgumentException("Expected rows, each with a group.");
        }
        if (evaluated.stream()
                .anyMatch(row -> row.others().size() != subject.others().size())) {
            throw new IllegalArgumentException("Expected an estimate of each row by each version compared with.");
        }
        List<String> names = subject.manifest().features();
        Rows rows = Rows.of(evaluated, names);
        return new EvaluationReport(
                FORMAT,
                versions(subject),
                data(source, rows),
                subject.manifest().dataset(),
                subject.manifest().parameters(),
                Exposure.of(rows, subject),
                ErrorFigures.of(rows, subject.nominalCoverage()),
                comparisons(subject, rows),
                Slices.byAmount(rows),
                Slices.overTime(rows),
                Slices.byEstimate(rows),
                CalibrationFigures.of(rows, subject.nominalCoverage()),
                Residuals.of(rows),
                Importance.of(rows),
                Drift.of(rows, subject),
                Fairness.of(rows.each(EvaluatedRow::signedError), rows.clusters(), groups),
                List.of());
    }

    /** The same with what the gates found. */
    public EvaluationReport withGates(List<GateResult> results) {
        return with(fairness, results);
    }

    /** The same with another part about fairness. */
    public EvaluationReport withFairness(Fairness other) {
        return with(other, gates);
    }

    private EvaluationReport with(Fairness shown, List<GateResult> results) {
        return new EvaluationReport(
                format,
                versions,
                data,
                trainedOn,
                parameters,
                exposure,
                error,
                comparisons,
                byAmount,
                overTime,
                byEstimate,
                calibration,
                residuals,
                importance,
                drift,
                shown,
                results);
    }

    /** Its canonical bytes, UTF-8 JSON. */
    public byte[] toBytes() {
        return ModelJson.bytes(this);
    }

    /**
     * Reads a report.
     *
     * @throws IOException when the bytes are not a report of format {@value #FORMAT}
     */
    public static EvaluationReport parse(byte[] bytes) throws IOException {
        JsonNode tree = ModelJson.tree(bytes);
        if (tree instanceof ObjectNode earlier && !tree.has(GATES)) {
            // Reports of before there were gates in them.
            earlier.putArray(GATES);
        }
        if (tree.path("trainedOn") instanceof ObjectNode dataset) {
            DatasetSummary.complete(dataset);
        }
        EvaluationReport report = ModelJson.read(tree, EvaluationReport.class);
        if (report.format() != FORMAT) {
            throw new IOException(
                    "Expected an evaluation report of format " + FORMAT + ", but it is " + report.format() + ".");
        }
        return report;
    }

    private static Versions versions(Subject subject) {
        return new Versions(
                subject.version(),
                subject.manifest().format(),
                subject.manifest().featureSet(),
                subject.manifest().lineOfBusiness() + " " + subject.manifest().currency(),
                subject.manifest().engine(),
                subject.engine(),
                subject.code(),
                subject.others());
    }

    private static Data data(Source source, Rows rows) {
        List<Instant> times =
                rows.all().stream().map(EvaluatedRow::eventTime).sorted().toList();
        return new Data(
                source.name(),
                source.sha256(),
                source.rows(),
                rows.size(),
                rows.distinct(),
                times.get(0),
                times.get(times.size() - 1),
                source.leftOut().stream()
                        .collect(Collectors.groupingBy(Source.LeftOut::reason, TreeMap::new, Collectors.counting())),
                source.leftOut().stream().limit(LISTED).toList());
    }

    private static List<Comparison> comparisons(Subject subject, Rows rows) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < subject.others().size(); i++) {
            int other = i;
            Comparison.of(subject.others().get(i), rows, rows.each(row -> row.others()
                            .get(other)))
                    .ifPresent(comparisons::add);
        }
        Comparison.of(Scorer.BASELINE, rows, rows.each(EvaluatedRow::sumOfHeads))
                .ifPresent(comparisons::add);
        return comparisons;
    }
}
