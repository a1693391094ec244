package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.picture.Markup;
import java.util.List;
import java.util.Map;

/** An evaluation report as a page. The same report gives the same bytes. */
public final class ReportPage {

    private static final String GATES = "gates";

    /** What a browser may do with the page when it is served: show it with its own style, and nothing else. */
    public static final String CONTENT_SECURITY_POLICY = PageStyle.CONTENT_SECURITY_POLICY;

    /** A part of the page: id, heading, and what is in it. */
    private record Section(String id, String heading, Content content) {}

    private interface Content {
        void write(EvaluationReport report, Markup out);
    }

    private static final List<Section> SECTIONS = List.of(
            new Section(GATES, "Gates", GateSection::gates),
            new Section("error", "Error", ErrorSections::figures),
            new Section("compared", "Beside others, on the same rows", ErrorSections::comparisons),
            new Section("amounts", "Error by amount", ErrorSections::byAmount),
            new Section("time", "Error over time", ErrorSections::overTime),
            new Section("estimates", "Estimate against settlement", ErrorSections::byEstimate),
            new Section("residuals", "How errors are spread", ErrorSections::residuals),
            new Section("calibration", "Calibration and coverage", TrustSections::calibration),
            new Section("fairness", "Fairness", TrustSections::fairness),
            new Section("reasons", "What moves estimates", TrustSections::importance),
            new Section("drift", "Drift", TrustSections::drift),
            new Section("origin", "Data, parameters and versions", OriginSections::origin));

    private ReportPage() {}

    /** The page, a whole HTML file. */
    public static String of(EvaluationReport report) {
        return write(report).toString();
    }

    /** Its pictures, each an SVG file, by name. */
    public static Map<String, String> pictures(EvaluationReport report) {
        return PageStyle.pictures(write(report));
    }

    private static Markup write(EvaluationReport report) {
        Markup out = PageStyle.open("Evaluation of model " + report.versions().model());
        out.open("body").element("a", "To the report", "class", "skip", "href", "#report");
        Verdicts.write(report, out);
        List<Section> sections = SECTIONS.stream()
                .filter(it -> !it.id().equals(GATES) || !report.gates().isEmpty())
                .toList();
        contents(sections, out);
        out.open("main", "id", "report");
        for (Section section : sections) {
            out.open("section", "aria-labelledby", section.id()).element("h2", section.heading(), "id", section.id());
            section.content().write(report, out);
            out.close();
        }
        return out.close().close().close();
    }

    private static void contents(List<Section> sections, Markup out) {
        out.open("nav", "aria-label", "Contents").open("ul");
        for (Section section : sections) {
            out.open("li")
                    .element("a", section.heading(), "href", "#" + section.id())
                    .close();
        }
        out.close().close();
    }
}
