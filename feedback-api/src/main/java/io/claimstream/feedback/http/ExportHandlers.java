package io.claimstream.feedback.http;

import static java.util.Map.entry;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.Exports.Export;
import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.platform.seal.Subject;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hands out what is held on one claimant, written as it is read. */
final class ExportHandlers {

    private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final String HTML = "text/html";

    private final Exports exports;
    private final ApiPorts ports;

    ExportHandlers(ApiPorts ports) {
        this.ports = ports;
        this.exports = ports.privacy().exports();
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(entry("exportPersonalData", this::export));
    }

    /**
     * {@code GET /v1/privacy/export?insurer=&claim=|subject=&reason=}, as JSON or as a page. When it cannot be written to its end the connection breaks off, so that nobody
     * takes its beginning for all of it.
     */
    private void export(Context context) {
        Subject subject = subject(context);
        String reason = Query.given(context, "reason");
        Form form = form(context);
        if (!exports.isKnown(subject)) {
            throw unknown();
        }
        try (Export export = exports.begin(Authentication.act(context), subject, reason)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_BUSY, "Another export is being written; try again when it is done."))) {
            write(context, subject, form, export);
        }
    }

    private static void write(Context context, Subject subject, Form form, Export export) {
        String ending = form == Form.JSON ? "json" : "html";
        context.status(200)
                .contentType(form == Form.JSON ? "application/json" : HTML + "; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + subject.insurer() + "-" + subject.pseudonym() + "." + ending
                                + "\"");
        if (form == Form.HTML) {
            context.header("Content-Security-Policy", Exports.CONTENT_SECURITY_POLICY);
        }
        boolean isWhole = false;
        OutputStream out = context.outputStream();
        try {
            export.write(form, out);
            isWhole = true;
        } finally {
            if (!isWhole && context.res().isCommitted()) {
                BatchFiles.breakOff(context);
            } else if (!isWhole) {
                context.res().setHeader("Content-Disposition", null);
            }
        }
    }

    private Subject subject(Context context) {
        String insurer = OwnInsurer.required(context);
        Optional<String> claim = Query.parameter(context, "claim");
        Optional<String> subject = Query.parameter(context, "subject");
        if (claim.isPresent() == subject.isPresent()) {
            throw Query.wrong("claim", "given, or subject, and not both");
        }
        if (subject.isPresent()) {
            return subject.filter(it -> PSEUDONYM.matcher(it).matches())
                    .map(it -> new Subject(insurer, it))
                    .orElseThrow(this::unknown);
        }
        return claim.filter(ClaimKey::isClaimId)
                .flatMap(it -> exports.ofClaim(new ClaimKey(insurer, it)))
                .orElseThrow(this::unknown);
    }

    private ProblemException unknown() {
        return ports.missing(
                ProblemCode.SUBJECT_NOT_FOUND,
                "Expected a claim of the insurer that was accepted, or the pseudonym of its claimant as it stands on claims.accepted.v1. A claim that was only ever rejected has no claimant that is known.");
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
