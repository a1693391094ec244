package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.model.picture.LineChart.At;
import io.claimstream.model.picture.LineChart.Point;
import io.claimstream.model.picture.LineChart.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {

    @Test
    void shouldDrawTheLineThatCountsLastAndAboveTheOthers() {
        // When
        String svg = svg(
                List.of(
                        List.of(new Point(0, 0), new Point(50, 10), new Point(100, 5)),
                        List.of(new Point(0, 0), new Point(100, 2))),
                List.of());

        // Then
        assertThat(svg).contains("role=\"img\"").contains("class=\"course\" points=\"84.0,180.0 392.0,");
        assertThat(svg.indexOf("course faint")).isLessThan(svg.indexOf("\"course\""));
    }

    @Test
    void shouldMarkWhatHappenedAndNameWhatHasRoom() {
        // When
        String svg = svg(
                List.of(List.of(new Point(0, 1))),
                List.of(new At(10, "<swap>"), new At(11, "hidden"), new At(60, "restart"), new At(99, "too late")));

        // Then
        assertThat(svg).contains("&lt;swap&gt;", "restart").doesNotContain("hidden", "too late");
        assertThat(svg.split("class=\"mark\"", -1)).hasSize(5);
    }

    @Test
    void shouldLeaveAGapWhereTheNumberIsNotKnown() {
        // When
        String svg = svg(
                List.of(List.of(new Point(0, 1), new Point(10, 2), new Point(20, Double.NaN), new Point(30, 1))),
                List.of());

        // Then
        assertThat(svg.split("<polyline", -1)).hasSize(3);
        assertThat(svg).doesNotContain("NaN");
    }

    @Test
    void shouldDrawNothingOfNothing() {
        assertThat(svg(List.of(), List.of())).doesNotContain("polyline").contains("</svg>");
    }

    @Test
    void shouldRefuseATimeThatRunsBackwards() {
        assertThatThrownBy(() -> new Span(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String svg(List<List<Point>> lines, List<At> marks) {
        Markup out = new Markup();
        new LineChart(
                        "p",
                        "Lag",
                        "A line.",
                        new Span(0, 100),
                        List.of(new At(0, "09:30")),
                        lines,
                        marks,
                        it -> Double.toString(it))
                .write(out);
        return out.toString();
    }
}
