package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.claimstream.model.picture.CourseChart.Point;
import io.claimstream.model.picture.FlowChart.Box;
import io.claimstream.model.statistics.Measured;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ChartsTest {

    @Test
    void shouldDrawPicturesOfNothing() {
        Stream.of(
                        new BarChart("c", "t", "d", List.of(), Numbers::percent),
                        new ColumnChart("c", "t", "d", List.of()),
                        new TimeChart("c", "t", "d", List.of(), List.of()),
                        new IntervalChart("c", "t", "d", List.of(), List.of(), Numbers::percent),
                        new PointChart("c", "t", "d", "x", "y", List.of(), Numbers::wholeMoney),
                        new FlowChart("c", "t", "d", List.of()),
                        new CourseChart("c", "t", "d", "x", List.of(), 20, "proof", Numbers::decimal))
                .map(Drawn::of)
                .forEach(it -> {
                    assertThat(it.root().getAttribute("aria-labelledby")).isEqualTo("c-t c-d");
                    assertThat(it.texts("text")).noneMatch(text -> text.contains("NaN") || text.contains("Infinity"));
                });
    }

    @Test
    void shouldRefusePeriodsWithoutFigure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TimeChart("c", "t", "d", List.of("March", "April"), List.of(Measured.withoutInterval(1))));
    }

    @Test
    void shouldLeadFromBoxToBoxInReadingOrder() {
        // Given
        List<Box> boxes = IntStream.range(0, 5)
                .mapToObj(i -> new Box("step", "number " + i, "", i == 1 ? "/models/m-1?a=\"b\"" : "", i == 4))
                .toList();

        // When
        Drawn drawn = Drawn.of(new FlowChart("c", "t", "d", boxes));

        // Then
        assertThat(drawn.root().getAttribute("role")).as("links are no image").isEqualTo("group");
        assertThat(drawn.elements("a")).singleElement().satisfies(it -> assertThat(it.getAttribute("href"))
                .isEqualTo("/models/m-1?a=\"b\""));
        assertThat(drawn.elements("rect"))
                .hasSize(5)
                .extracting(it -> it.getAttribute("class"))
                .endsWith("box", "box open");
        assertThat(drawn.elements("polygon"))
                .as("an arrow to each but the first")
                .hasSize(4);
        assertThat(drawn.elements("rect"))
                .extracting(it -> it.getAttribute("y"))
                .as("three in a row")
                .containsExactly("1.5", "1.5", "1.5", "123.5", "123.5");
    }

    @Test
    void shouldShowWhatDoublesAndWhatHalvesAlike() {
        // Given
        CourseChart chart = new CourseChart(
                "c",
                "t",
                "d",
                "claims",
                List.of(new Point(0, 1), new Point(1, 2), new Point(2, 1), new Point(3, 0)),
                20,
                "proof",
                Numbers::decimal);

        // When
        List<Element> lines = Drawn.of(chart).elements("line").stream()
                .filter(it -> it.getAttribute("class").equals("data"))
                .toList();

        // Then
        assertThat(lines).hasSize(3);
        assertThat(rise(lines.get(0))).isLessThan(0).isEqualTo(-rise(lines.get(1)));
        assertThat(rise(lines.get(2))).as("nothing is drawn at the bottom").isGreaterThan(0);
        assertThat(Drawn.of(chart).texts("text")).contains("proof", "claims →");
    }

    private static double rise(Element line) {
        return Double.parseDouble(line.getAttribute("y2")) - Double.parseDouble(line.getAttribute("y1"));
    }

    @Test
    void shouldNotLeaveAnElementOpen() {
        Markup markup = new Markup().open("p");

        assertThatIllegalStateException().isThrownBy(markup::toString);
    }

    @Test
    void shouldEscapeTextsAndAttributes() {
        String written = new Markup()
                .element("p", "a < b & \u0007 'c'", "title", "\"><script>")
                .toString();

        assertThat(written).isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; ? &#39;c&#39;</p>\n");
    }

    @Test
    void shouldPlaceNumbersOnRoundScales() {
        assertThat(Scale.over(0.03, 0.97, 0, 100).labels()).hasSizeBetween(4, 8).startsWith(0.0);
        assertThat(Scale.over(5, 5, 0, 100).place(5)).isBetween(0.0, 100.0);
    }
}
