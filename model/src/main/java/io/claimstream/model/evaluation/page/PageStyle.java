package io.claimstream.model.evaluation.page;

import io.claimstream.model.Sha256;
import io.claimstream.model.picture.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** What pages look like, and pictures that left their page. */
final class PageStyle {

    private static final String FILE = "report.css";

    private static final String SHEET = sheet();

    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(HexFormat.of().parseHex(Sha256.hex(SHEET.getBytes(StandardCharsets.UTF_8))))
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageStyle() {}

    /** Begins a page; its html element is open. */
    static Markup open(String title) {
        return new Markup()
                .trusted("<!DOCTYPE html>\n")
                .open("html", "lang", "en")
                .open("head")
                .trusted("<meta charset=\"utf-8\">\n")
                .trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", title)
                .open("style")
                .trusted(SHEET)
                .close()
                .close();
    }

    /** The pictures of a page as SVG files, by name. */
    static Map<String, String> pictures(Markup page) {
        return page.pictures().entrySet().stream()
                .collect(Collectors.toMap(
                        picture -> picture.getKey().replaceFirst("^p-", "") + ".svg",
                        picture -> alone(picture.getValue())));
    }

    private static String alone(String picture) {
        int content = picture.indexOf('>') + 1;
        return picture.substring(0, content).replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"")
                + "<style>" + SHEET + "</style>\n" + picture.substring(content);
    }

    private static String sheet() {
        try (InputStream style = PageStyle.class.getResourceAsStream(FILE)) {
            if (style == null) {
                throw new IllegalStateException("Expected the style sheet " + FILE + " in the jar.");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + FILE + ".", e);
        }
    }
}
