package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.Exports.Export;
import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.platform.seal.Subject;
import io.javalin.http.Context;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hands out what is held on one claimant, written as it is read. Every method throws a {@link ProblemException} when it is not to be done. Thread-safe. */
public final class ExportDesk {

    private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final Exports exports;
    private final ApiPorts ports;

    ExportDesk(ApiPorts ports) {
        this.ports = ports;
        this.exports = ports.privacy().exports();
    }

    /**
     * Somebody of whom something is held, or was until erased.
     *
     * @param insurer whose claimant; one that the caller serves
     * @param claim names whom its newest accepted revision names; empty where a pseudonym is given
     * @param pseudonym names the claimant; empty where a claim is given
     */
    public Subject subject(Context context, String insurer, Optional<String> claim, Optional<String> pseudonym) {
        Authentication.requireServes(context, insurer);
        if (claim.isPresent() == pseudonym.isPresent()) {
            throw Query.wrong("claim", "given, or subject, and not both");
        }
        Optional<Subject> named = pseudonym.isPresent()
                ? pseudonym.filter(it -> PSEUDONYM.matcher(it).matches()).map(it -> new Subject(insurer, it))
                : claim.filter(ClaimKey::isClaimId).flatMap(it -> exports.ofClaim(new ClaimKey(insurer, it)));
        return named.orElseThrow(this::unknown);
    }

    /**
     * Writes an export as the answer. When it cannot be written to its end the connection breaks off, so that nobody takes its beginning for all of it.
     *
     * @param reason why it is asked for; not blank
     * @param isFile whether browsers are to keep it as a file rather than show it
     */
    public void handOut(Context context, Subject subject, String reason, Form form, boolean isFile) {
        if (!exports.isKnown(subject)) {
            throw unknown();
        }
        try (Export export = exports.begin(Authentication.act(context), subject, reason)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_BUSY, "Another export is being written; try again when it is done."))) {
            if (isFile) {
                String ending = form == Form.JSON ? "json" : "html";
                context.header(
                        "Content-Disposition",
                        "attachment; filename=\"" + subject.insurer() + "-" + subject.pseudonym() + "." + ending
                                + "\"");
            }
            write(context, form, export);
        }
    }

    private static void write(Context context, Form form, Export export) {
        context.status(200)
                .contentType(form == Form.JSON ? "application/json" : "text/html; charset=utf-8")
                .header("Cache-Control", "no-store");
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

    private ProblemException unknown() {
        return ports.missing(
                ProblemCode.SUBJECT_NOT_FOUND,
                "Expected a claim of the insurer that was accepted, or the pseudonym of its claimant as it stands on claims.accepted.v1. A claim that was only ever rejected has no claimant that is known.");
    }
}
