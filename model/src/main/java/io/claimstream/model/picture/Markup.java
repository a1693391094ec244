package io.claimstream.model.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes HTML and SVG. Every text and attribute is escaped, and every element is closed. Not thread-safe. */
public final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();

    /**
     * Opens an element.
     *
     * @param attributes names, which are trusted, and values in turn
     * @throws IllegalArgumentException when a value is missing
     */
    public Markup open(String tag, String... attributes) {
        begin(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /**
     * Closes the element opened last.
     *
     * @throws java.util.NoSuchElementException when none is open
     */
    public Markup close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element with a text. */
    public Markup element(String tag, String text, String... attributes) {
        begin(tag, attributes)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append(">\n");
        return this;
    }

    /** An element without content. */
    public Markup empty(String tag, String... attributes) {
        begin(tag, attributes).append("/>\n");
        return this;
    }

    /** A text within the element that is open. */
    public Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /**
     * Keeps what has been written since a place as a picture.
     *
     * @param id id of the picture on its page
     * @param from the place, as {@link #length} said it then
     */
    public void keepPicture(String id, int from) {
        pictures.put(id, out.substring(from));
    }

    /** Number of characters written. */
    public int length() {
        return out.length();
    }

    /** The pictures by id, in their order. */
    public Map<String, String> pictures() {
        return new LinkedHashMap<>(pictures);
    }

    /** What this program itself wrote as markup, such as the style sheet; it is not escaped. */
    public Markup trusted(String markup) {
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
    public static String escaped(String text) {
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

    /**
     * What was written.
     *
     * @throws IllegalStateException when an element is still open
     */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Expected every element closed, but these are open: " + open);
        }
        return out.toString();
    }
}
