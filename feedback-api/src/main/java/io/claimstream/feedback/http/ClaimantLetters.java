package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.billing.EmbeddedFonts;
import io.claimstream.feedback.claimant.ClaimantLetter;
import io.claimstream.feedback.claimant.ClaimantLetter.Section;
import io.claimstream.feedback.claimant.LetterPage;
import io.claimstream.feedback.claimant.LetterPdf;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Objects;

/** Gives letters to claimants in the form that is asked for: JSON, one HTML file, or PDF. Thread-safe. */
public final class ClaimantLetters {

    private static final String PDF = "application/pdf";
    private static final String HTML = "text/html";

    private final LetterPdf pdf;

    ClaimantLetters(EmbeddedFonts fonts) {
        this.pdf = new LetterPdf(fonts);
    }

    /** A form in which a letter can be had. */
    enum Form {
        JSON,
        HTML,
        PDF
    }

    /**
     * The form that the caller accepts; asked before a letter is written.
     *
     * @throws ProblemException when it is none of them
     */
    static Form accepted(Context context) {
        context.header("Vary", "Accept");
        String accepted =
                Objects.requireNonNullElse(context.header("Accept"), "").toLowerCase(Locale.ROOT);
        if (accepted.contains(PDF)) {
            return Form.PDF;
        }
        if (Accepted.prefersHtml(context.header("Accept"))) {
            return Form.HTML;
        }
        if (accepted.isBlank() || accepted.contains("*/*") || accepted.contains("application/json")) {
            return Form.JSON;
        }
        throw new ProblemException(
                ProblemCode.NOT_ACCEPTABLE,
                "Expected the header Accept: application/json, " + HTML + " or " + PDF + ".");
    }

    /** Answers in a form. */
    void answer(Context context, Form form, ClaimantLetter letter) {
        switch (form) {
            case JSON -> Answers.json(context, 200, json(letter));
            case HTML -> html(context, letter);
            case PDF -> pdf(context, letter);
        }
    }

    /** Answers with one HTML file. */
    public void html(Context context, ClaimantLetter letter) {
        context.header("Content-Security-Policy", LetterPage.CONTENT_SECURITY_POLICY)
                .contentType(HTML + "; charset=utf-8")
                .result(LetterPage.of(letter));
    }

    /** Answers with a letter on paper. */
    public void pdf(Context context, ClaimantLetter letter) {
        context.header("Content-Disposition", "attachment; filename=\"letter.pdf\"")
                .contentType(PDF)
                .result(pdf.write(letter));
    }

    private static ObjectNode json(ClaimantLetter letter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("language", "en").put("title", letter.title());
        var sender = json.putArray("sender");
        letter.sender().forEach(sender::add);
        var about = json.putArray("about");
        letter.about().forEach(it -> about.addObject().put("name", it.name()).put("value", it.value()));
        var sections = json.putArray("sections");
        letter.sections().forEach(it -> sections.add(json(it)));
        var missing = json.putArray("missing");
        letter.missing().forEach(missing::add);
        return json;
    }

    private static ObjectNode json(Section section) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("heading", section.heading());
        var paragraphs = json.putArray("paragraphs");
        section.paragraphs().forEach(paragraphs::add);
        var lines = json.putArray("lines");
        section.lines().forEach(it -> lines.addObject()
                .put("text", it.text())
                .put("amount", it.amount())
                .put("total", it.isTotal()));
        var after = json.putArray("after");
        section.after().forEach(after::add);
        return json;
    }
}
