package io.claimstream.model.evaluation.page;

import io.claimstream.model.Sha256;
import io.claimstream.model.evaluation.EvaluationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** An evaluation report as a page. The same report gives the same bytes. */
public final class ReportPage {

    private static final String STYLE = "report.css";

    private static final String STYLE_SHEET = style();

    /** What a browser may do with the page when it is served: show it with its own style, and nothing else. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(HexFormat.of().parseHex(Sha256.hex(STYLE_SHEET.getBytes(StandardCharsets.UTF_8))))
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** A part of the page: id, heading, and what is in it. */
    private record Section(String id, String heading, Content content) {}

    private interface Content {
        void write(EvaluationReport report, Markup out);
    }

    private static final List<Section> SECTIONS = List.of(
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
        Markup out = new Markup().trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(report, out);
        out.open("body").element("a", "To the report", "class", "skip", "href", "#report");
        Verdicts.write(report, out);
        contents(out);
        out.open("main", "id", "report");
        for (Section section : SECTIONS) {
            out.open("section", "aria-labelledby", section.id()).element("h2", section.heading(), "id", section.id());
            section.content().write(report, out);
            out.close();
        }
        return out.close().close().close().toString();
    }

    private static void head(EvaluationReport report, Markup out) {
        out.open("head")
                .trusted("<meta charset=\"utf-8\">\n")
                .trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", "Evaluation of model " + report.versions().model())
                .open("style")
                .trusted(STYLE_SHEET)
                .close()
                .close();
    }

    private static void contents(Markup out) {
        out.open("nav", "aria-label", "Contents").open("ul");
        for (Section section : SECTIONS) {
            out.open("li")
                    .element("a", section.heading(), "href", "#" + section.id())
                    .close();
        }
        out.close().close();
    }

    private static String style() {
        try (InputStream style = ReportPage.class.getResourceAsStream(STYLE)) {
            if (style == null) {
                throw new IllegalStateException("Expected the style sheet " + STYLE + " in the jar.");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + STYLE + ".", e);
        }
    }
}
