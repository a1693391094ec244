package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.picture.Markup;
import java.util.Arrays;
import java.util.List;

/** A part of an evaluation report, alike wherever it is shown: its figures, and each picture with the table behind it. In the order of the page. */
public enum ReportPart {
    GATES("gates", "Gates"),
    ERROR("error", "Error"),
    COMPARED("compared", "Beside others, on the same rows"),
    AMOUNTS("amounts", "Error by amount"),
    TIME("time", "Error over time"),
    ESTIMATES("estimates", "Estimate against settlement"),
    RESIDUALS("residuals", "How errors are spread"),
    CALIBRATION("calibration", "Calibration and coverage"),
    FAIRNESS("fairness", "Fairness"),
    REASONS("reasons", "What moves estimates"),
    DRIFT("drift", "Drift"),
    ORIGIN("origin", "Data, parameters and versions");

    private final String id;
    private final String heading;

    ReportPart(String id, String heading) {
        this.id = id;
        this.heading = heading;
    }

    /** Those that a report has: one without gates was asked for none. */
    public static List<ReportPart> of(EvaluationReport report) {
        return Arrays.stream(values())
                .filter(it -> it != GATES || !report.gates().isEmpty())
                .toList();
    }

    /** Its name in addresses, lower-case letters. */
    public String id() {
        return id;
    }

    /** What it is about. */
    public String heading() {
        return heading;
    }

    /** What stands below its heading, as HTML. */
    public String html(EvaluationReport report) {
        Markup out = new Markup();
        write(report, out);
        return out.toString();
    }

    void write(EvaluationReport report, Markup out) {
        switch (this) {
            case GATES -> GateSection.gates(report, out);
            case ERROR -> ErrorSections.figures(report, out);
            case COMPARED -> ErrorSections.comparisons(report, out);
            case AMOUNTS -> ErrorSections.byAmount(report, out);
            case TIME -> ErrorSections.overTime(report, out);
            case ESTIMATES -> ErrorSections.byEstimate(report, out);
            case RESIDUALS -> ErrorSections.residuals(report, out);
            case CALIBRATION -> TrustSections.calibration(report, out);
            case FAIRNESS -> TrustSections.fairness(report, out);
            case REASONS -> TrustSections.importance(report, out);
            case DRIFT -> TrustSections.drift(report, out);
            case ORIGIN -> OriginSections.origin(report, out);
        }
    }
}
