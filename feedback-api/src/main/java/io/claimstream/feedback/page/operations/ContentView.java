package io.claimstream.feedback.page.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.letter.Contents.Content;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What stands in a record, to be read.
 *
 * @param isEvent whether it is an event; else bytes
 * @param text the event a field a line, or the bytes in hexadecimal beside their letters
 * @param bytes how many there are
 */
public record ContentView(boolean isEvent, String text, int bytes) {

    /** Most bytes that are shown. */
    public static final int MOST = 2_048;

    private static final int OF_LINE = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    static ContentView of(Content content) {
        JsonNode event = content.event();
        return event == null
                ? new ContentView(false, hex(content.bytes()), content.bytes().length)
                : new ContentView(true, event.toPrettyString(), content.bytes().length);
    }

    /** What it is, in words. */
    public String kind() {
        if (bytes == 0) {
            return "No value";
        }
        return isEvent ? "The event" : "The bytes";
    }

    private static String hex(byte[] bytes) {
        StringJoiner lines = new StringJoiner("\n");
        for (int at = 0; at < Math.min(bytes.length, MOST); at += OF_LINE) {
            byte[] line = Arrays.copyOfRange(bytes, at, Math.min(at + OF_LINE, bytes.length));
            String letters = new String(line, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
            lines.add(String.format("%06x  %-47s  %s", at, HEX.formatHex(line), letters));
        }
        return lines.toString();
    }

    /** As parameters of a template. */
    Map<String, Object> model(String title, String back) {
        return Map.of("content", this, "title", title, "back", back);
    }
}
