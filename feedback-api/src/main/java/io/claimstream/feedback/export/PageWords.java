package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the page for the person looks, and puts fields into words. */
final class PageWords {

    static final String STYLE =
            """

            body { font: 11pt/1.45 "Liberation Sans", Arial, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; }
            h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #999; }
            h3 { font-size: 1rem; margin: .2rem 0; }
            article { border: 1px solid #ccc; padding: .5rem .8rem; margin: .6rem 0; }
            dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .1rem .8rem; margin: .2rem 0; }
            dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
            dd dl { border-left: 2px solid #ddd; padding-left: .6rem; }
            @media print { body { margin: 0; max-width: none; font-size: 9pt; } article { break-inside: avoid-page; } h2 { break-after: avoid-page; } }
            """;

    /** Lets the page use its own style, and nothing else. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder()
                    .encodeToString(HexFormat.of().parseHex(Sha256.hex(STYLE.getBytes(StandardCharsets.UTF_8))))
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);
    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private PageWords() {}

    /** The name of a field as words: {@code eventTime} becomes {@code Event time}. */
    static String label(String field) {
        String words = NEXT_WORD
                .matcher(field)
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
        return words.isEmpty() ? field : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A value as text. */
    static String value(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        String text = value.asText();
        return TIME.matcher(text).matches() ? time(text) : text;
    }

    /** What an item is about; blank when it is about no claim. */
    static String caption(JsonNode item) {
        if (!item.has("claimId")) {
            return "";
        }
        String claim = "Claim " + item.path("claimId").asText();
        return item.has("revision")
                ? claim + ", revision " + item.path("revision").asText()
                : claim;
    }

    private static String time(String text) {
        try {
            return SHOWN.format(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
