package io.claimstream.feedback.claimant;

import io.claimstream.feedback.claimant.ClaimantLetter.Line;
import io.claimstream.feedback.claimant.ClaimantLetter.Section;
import io.claimstream.model.Sha256;
import io.claimstream.model.picture.Markup;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** A letter as one HTML file that needs no other, to look at and to print. The same letter gives the same bytes. Pure. */
public final class LetterPage {

    private static final String STYLE = "body{font:1rem/1.5 Georgia,serif;color:#111;background:#fff;margin:0"
            + " auto;padding:2rem;max-width:42rem}h1{font-size:1.5rem}h2{font-size:1.125rem;margin:1.5rem 0"
            + " .25rem}p{margin:.25rem 0 .5rem}table{border-collapse:collapse;width:100%}td,th{padding:.25rem"
            + " 0;text-align:left;vertical-align:top;font-weight:normal}td{text-align:right;white-space:nowrap;padding-left:1rem}.total"
            + " td,.total th{font-weight:bold;border-top:1px solid"
            + " #767676}dl{display:grid;grid-template-columns:max-content 1fr;gap:0"
            + " 1rem}dd{margin:0}@page{margin:20mm}@media"
            + " print{body{padding:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}";

    /** What a browser may do with the page when it is served: show it with its own style, and nothing else. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(HexFormat.of().parseHex(Sha256.hex(STYLE.getBytes(StandardCharsets.UTF_8))))
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private LetterPage() {}

    /** The file. */
    public static String of(ClaimantLetter letter) {
        Markup out = new Markup()
                .trusted("<!doctype html>\n")
                .open("html", "lang", "en")
                .open("head")
                .trusted("<meta charset=\"utf-8\">\n")
                .trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", letter.title())
                .trusted("<style>" + STYLE + "</style>\n")
                .close()
                .open("body")
                .open("main");
        out.open("address");
        letter.sender().forEach(it -> out.text(it).trusted("<br>\n"));
        out.close().element("h1", letter.title()).open("dl");
        letter.about().forEach(it -> out.element("dt", it.name()).element("dd", it.value()));
        out.close();
        letter.sections().forEach(it -> section(it, out));
        return out.close().close().close().toString();
    }

    private static void section(Section section, Markup out) {
        out.open("section").element("h2", section.heading());
        section.paragraphs().forEach(it -> out.element("p", it));
        if (!section.lines().isEmpty()) {
            out.open("table").open("tbody");
            section.lines().forEach(it -> line(it, out));
            out.close().close();
        }
        section.after().forEach(it -> out.element("p", it));
        out.close();
    }

    private static void line(Line line, Markup out) {
        if (line.isTotal()) {
            out.open("tr", "class", "total");
        } else {
            out.open("tr");
        }
        out.element("th", line.text(), "scope", "row")
                .element("td", line.amount())
                .close();
    }
}
