package io.claimstream.feedback.http;

import static java.util.Map.entry;

import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.platform.seal.Subject;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Hands out what is held on one claimant. */
final class ExportHandlers {

    private static final String HTML = "text/html";

    private final ExportDesk desk;

    ExportHandlers(ExportDesk desk) {
        this.desk = desk;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(entry("exportPersonalData", this::export));
    }

    /** {@code GET /v1/privacy/export?insurer=&claim=|subject=&reason=}, as JSON or as a page. */
    private void export(Context context) {
        Subject subject = desk.subject(
                context,
                OwnInsurer.required(context),
                Query.parameter(context, "claim"),
                Query.parameter(context, "subject"));
        String reason = Query.given(context, "reason");
        desk.handOut(context, subject, reason, form(context), true);
    }

    private static Form form(Context context) {
        context.header("Vary", "Accept");
        String accepted =
                Objects.requireNonNullElse(context.header("Accept"), "").toLowerCase(Locale.ROOT);
        if (Accepted.prefersHtml(context.header("Accept"))) {
            return Form.HTML;
        }
        if (accepted.isBlank() || accepted.contains("*/*") || accepted.contains("application/json")) {
            return Form.JSON;
        }
        throw new ProblemException(
                ProblemCode.NOT_ACCEPTABLE, "Expected the header Accept: application/json or " + HTML + ".");
    }
}
