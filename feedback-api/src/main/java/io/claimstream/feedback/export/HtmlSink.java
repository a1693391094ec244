package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.picture.Markup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An export as one page for the person, which needs no other file and can be printed. Not thread-safe. */
final class HtmlSink implements ExportSink {

    private static final String END = "</body>\n</html>\n";

    private final Writer out;
    private boolean isInSection;
    private boolean hasItems;

    HtmlSink(Writer out) {
        this.out = out;
    }

    @Override
    public void begin(ObjectNode head) {
        open("What is held on you");
        write(new Markup()
                .element(
                        "p",
                        "Gathered on " + PageWords.value(head.path("madeAt")) + " for "
                                + head.path("insurer").asText()
                                + ". Wherever data is used you stand under the pseudonym "
                                + head.path("subject").asText() + ". Why this was asked for: "
                                + head.path("reason").asText())
                .element("p", "Times are UTC. Amounts are in the currency that stands beside them.")
                .toString());
        flush();
    }

    @Override
    public void section(Section section) {
        endSection();
        isInSection = true;
        hasItems = false;
        write("<section>\n");
        write(new Markup()
                .element("h2", section.title())
                .element("p", section.meaning())
                .toString());
    }

    @Override
    public void item(ObjectNode item) {
        hasItems = true;
        Markup markup = new Markup().open("article");
        String caption = PageWords.caption(item);
        if (!caption.isEmpty()) {
            markup.element("h3", caption);
        }
        fields(markup, item);
        write(markup.close().toString());
    }

    @Override
    public void end(ObjectNode counts) {
        endSection();
        write("<section>\n");
        Markup markup = new Markup()
                .element("h2", "How much this is")
                .element("p", "Records about you that are above, by the topic that holds them.");
        fields(markup, counts);
        write(markup.toString());
        write("</section>\n" + END);
        flush();
    }

    @Override
    public void erased(ObjectNode receipt) {
        open("You were erased");
        JsonNode erased = receipt.path("erased");
        write(new Markup()
                .element(
                        "p",
                        "What was held on you was erased on " + PageWords.value(erased.path("erasedAt"))
                                + ". The receipt has the number "
                                + erased.path("receipt").asText() + ".")
                .toString());
        write(END);
        flush();
    }

    private void open(String title) {
        write(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                """);
        write(new Markup().element("title", title).toString());
        write("<style>" + PageWords.STYLE + "</style>\n</head>\n<body>\n");
        write(new Markup().element("h1", title).toString());
    }

    private void endSection() {
        if (isInSection) {
            if (!hasItems) {
                write("<p>Nothing.</p>\n");
            }
            write("</section>\n");
            isInSection = false;
        }
    }

    private static void fields(Markup markup, JsonNode object) {
        markup.open("dl");
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            markup.element("dt", PageWords.label(field.getKey())).open("dd");
            value(markup, field.getValue());
            markup.close();
        }
        markup.close();
    }

    private static void value(Markup markup, JsonNode value) {
        if (value.isObject()) {
            fields(markup, value);
        } else if (value.isArray() && value.size() > 0 && value.get(0).isObject()) {
            value.forEach(it -> fields(markup, it));
        } else if (value.isArray()) {
            markup.text(StreamSupport.stream(value.spliterator(), false)
                    .map(PageWords::value)
                    .collect(Collectors.joining(", ")));
        } else {
            markup.text(PageWords.value(value));
        }
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
