package io.claimstream.model.evaluation.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes HTML and SVG. Every text and attribute is escaped, and every element is closed. Not thread-safe. */
final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();

    /** Opens an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        begin(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    Markup close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element with a text. */
    Markup element(String tag, String text, String... attributes) {
        begin(tag, attributes)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append(">\n");
        return this;
    }

    /** An element without content. */
    Markup empty(String tag, String... attributes) {
        begin(tag, attributes).append("/>\n");
        return this;
    }

    Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /**
     * Keeps what has been written since a place as a picture.
     *
     * @param id id of the picture on its page
     */
    void keepPicture(String id, int from) {
        pictures.put(id, out.substring(from));
    }

    /** Number of characters written. */
    int length() {
        return out.length();
    }

    /** The pictures by id, in their order. */
    Map<String, String> pictures() {
        return new LinkedHashMap<>(pictures);
    }

    /** What this program itself wrote as markup, such as the style sheet. */
    Markup trusted(String markup) {
        out.append(markup);
        return this;
    }

    private StringBuilder begin(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("Expected a value for each attribute of " + tag + ".");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        return out;
    }

    /** Escapes what could end a text or an attribute; control characters, which no document may have, become a question mark. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) && c != '\n' ? '?' : c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Expected every element closed, but these are open: " + open);
        }
        return out.toString();
    }
}
