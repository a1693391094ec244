package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.claimstream.model.statistics.Measured;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartsTest {

    @Test
    void shouldDrawPicturesOfNothing() {
        Stream.of(
                        new BarChart("c", "t", "d", List.of(), Numbers::percent),
                        new ColumnChart("c", "t", "d", List.of()),
                        new TimeChart("c", "t", "d", List.of(), List.of()),
                        new IntervalChart("c", "t", "d", List.of(), List.of(), Numbers::percent),
                        new PointChart("c", "t", "d", "x", "y", List.of(), Numbers::wholeMoney))
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
