package io.claimstream.model.picture;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A picture as a browser reads it. */
final class Drawn {

    private final Document document;

    private Drawn(Document document) {
        this.document = document;
    }

    static Drawn of(Chart chart) {
        Markup out = new Markup();
        chart.write(out);
        return of(out.toString());
    }

    static Drawn of(String markup) {
        try {
            return new Drawn(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new AssertionError("Expected XML, but got " + markup, e);
        }
    }

    Element root() {
        return document.getDocumentElement();
    }

    List<Element> elements(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    List<Element> elements(String tag, String kind) {
        return elements(tag).stream()
                .filter(it -> it.getAttribute("class").equals(kind))
                .toList();
    }

    List<String> texts(String tag) {
        return elements(tag).stream().map(Element::getTextContent).toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
