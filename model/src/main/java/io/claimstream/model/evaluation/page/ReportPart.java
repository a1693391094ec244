package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.picture.Markup;
import java.util.Arrays;
import java.util.List;

/** A part of an evaluation report, alike wherever it is shown: its figures, and each picture with the table behind it. In the order of the page. */
public enum ReportPart {
    GATES("gates", "Gates", GateSection::gates),
    ERROR("error", "Error", ErrorSections::figures),
    COMPARED("compared", "Beside others, on the same rows", ErrorSections::comparisons),
    AMOUNTS("amounts", "Error by amount", ErrorSections::byAmount),
    TIME("time", "Error over time", ErrorSections::overTime),
    ESTIMATES("estimates", "Estimate against settlement", ErrorSections::byEstimate),
    RESIDUALS("residuals", "How errors are spread", ErrorSections::residuals),
    CALIBRATION("calibration", "Calibration and coverage", TrustSections::calibration),
    FAIRNESS("fairness", "Fairness", TrustSections::fairness),
    REASONS("reasons", "What moves estimates", TrustSections::importance),
    DRIFT("drift", "Drift", TrustSections::drift),
    ORIGIN("origin", "Data, parameters and versions", OriginSections::origin);

    private final String id;
    private final String heading;
    private final Content content;

    private interface Content {
        void write(EvaluationReport report, Markup out);
    }

    ReportPart(String id, String heading, Content content) {
        this.id = id;
        this.heading = heading;
        this.content = content;
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
        content.write(report, out);
    }
}
