package io.claimstream.feedback.http;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.page.ReportPage;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Shows the evaluation report of a model, as JSON or as a page. */
final class ReportHandlers {

    private final OwnVersion versions;

    ReportHandlers(ApiPorts ports) {
        this.versions = new OwnVersion(ports);
    }

    /** {@code GET /v1/models/{version}/report}: the bytes that were published, or the page for {@code Accept: text/html}. */
    void show(Context context) {
        String report = versions.report(context);
        context.header("Vary", "Accept");
        if (Accepted.prefersHtml(context.header("Accept"))) {
            context.header("Content-Security-Policy", ReportPage.CONTENT_SECURITY_POLICY);
            context.contentType("text/html; charset=utf-8").result(page(report));
        } else {
            context.contentType("application/json").result(report.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String page(String report) {
        try {
            return ReportPage.of(EvaluationReport.parse(report.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "Expected a report of format " + EvaluationReport.FORMAT
                            + "; Accept: application/json gives it as it is.");
        }
    }
}
