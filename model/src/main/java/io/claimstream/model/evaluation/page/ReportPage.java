package io.claimstream.model.evaluation.page;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.picture.Markup;
import java.util.List;
import java.util.Map;

/** An evaluation report as a page. The same report gives the same bytes. */
public final class ReportPage {

    /** What a browser may do with the page when it is served: show it with its own style, and nothing else. */
    public static final String CONTENT_SECURITY_POLICY = PageStyle.CONTENT_SECURITY_POLICY;

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
        List<ReportPart> parts = ReportPart.of(report);
        contents(parts, out);
        out.open("main", "id", "report");
        for (ReportPart part : parts) {
            out.open("section", "aria-labelledby", part.id()).element("h2", part.heading(), "id", part.id());
            part.write(report, out);
            out.close();
        }
        return out.close().close().close();
    }

    private static void contents(List<ReportPart> parts, Markup out) {
        out.open("nav", "aria-label", "Contents").open("ul");
        for (ReportPart part : parts) {
            out.open("li").element("a", part.heading(), "href", "#" + part.id()).close();
        }
        out.close().close();
    }
}
