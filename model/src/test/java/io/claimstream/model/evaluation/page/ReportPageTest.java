package io.claimstream.model.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Reports;
import io.claimstream.model.evaluation.fairness.FairnessGate;
import io.claimstream.model.gate.Gates;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {

    private final String page = ReportPage.of(Reports.large("<script>alert('1')</script>\".csv"));

    @Test
    void shouldNeedNothingFromOutside() {
        assertThat(page)
                .doesNotContain("<script", "http", "src=", "url(", "@import")
                .contains("&lt;script&gt;");
    }

    @Test
    void shouldBeTheSameForTheSameReport() {
        assertThat(ReportPage.of(Reports.large("<script>alert('1')</script>\".csv")))
                .isEqualTo(page);
    }

    @Test
    void shouldTellEveryPictureInWordsAndHaveItsTable() throws Exception {
        // When
        Document body = body();

        // Then
        NodeList figures = body.getElementsByTagName("figure");
        assertThat(figures.getLength()).isEqualTo(10);
        for (int i = 0; i < figures.getLength(); i++) {
            Element figure = (Element) figures.item(i);
            Element svg = (Element) figure.getElementsByTagName("svg").item(0);
            String[] named = svg.getAttribute("aria-labelledby").split(" ", -1);
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(child(svg, "title").getAttribute("id")).isEqualTo(named[0]);
            assertThat(child(svg, "desc").getAttribute("id")).isEqualTo(named[1]);
            assertThat(child(figure, "details").getElementsByTagName("table").getLength())
                    .isEqualTo(1);
        }
        NodeList headings = body.getElementsByTagName("th");
        for (int i = 0; i < headings.getLength(); i++) {
            assertThat(((Element) headings.item(i)).getAttribute("scope")).isIn("col", "row");
        }
    }

    @Test
    void shouldGiveItsPicturesAsFilesThatStandAlone() throws Exception {
        // When
        Map<String, String> pictures = ReportPage.pictures(Reports.large("claims.csv"));

        // Then
        assertThat(pictures).hasSize(10).containsKeys("reliability.svg", "reasons.svg");
        for (String picture : pictures.values()) {
            Element svg = xml(picture).getDocumentElement();
            assertThat(svg.getTagName()).isEqualTo("svg");
            assertThat(svg.getAttribute("xmlns")).isEqualTo("http://www.w3.org/2000/svg");
            assertThat(child(svg, "style").getTextContent()).contains(".bar");
        }
    }

    @Test
    void shouldBeAllowedItsOwnStyleWhenServed() throws Exception {
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(ReportPage.CONTENT_SECURITY_POLICY)
                .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(page).doesNotContain(" style=");
    }

    @Test
    void shouldLinkToItsParts() throws Exception {
        NodeList links = body().getElementsByTagName("a");

        assertThat(links.getLength()).isEqualTo(12);
        for (int i = 0; i < links.getLength(); i++) {
            String target = ((Element) links.item(i)).getAttribute("href").substring(1);
            assertThat(page).containsOnlyOnce("id=\"" + target + "\"");
        }
    }

    @Test
    void shouldShowWhatTheGatesFoundWhereTheyWereAsked() {
        // Given
        EvaluationReport report = Reports.large("claims.csv");

        // When
        String judged = ReportPage.of(
                report.withGates(List.of(Gates.verified("signature"), FairnessGate.of(report.fairness()))));

        // Then
        assertThat(judged)
                .contains(
                        "id=\"gates\"", "Verified: signature.", "gap of MAPE, either way, of Male, under 25", "0.0500");
        assertThat(page).doesNotContain("gates");
    }

    @Test
    void shouldSayThatFairnessBlocks() {
        assertThat(page).contains("Fairness: blocks promotion", "Male, under 25", "Rows that the model may know");
    }

    /** Everything but the head is XML too. */
    private Document body() throws Exception {
        String body = page.substring(page.indexOf("<body"), page.indexOf("</html>"));
        return xml(body);
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element child(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }
}
