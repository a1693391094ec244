package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.picture.Waterfall.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class WaterfallChartTest {

    private final WaterfallChart chart = chart(
            "1000.00", "1300.00", new Reason("<b>earnings</b>", money("400.00")), new Reason("age", money("-100.00")));
    private final Drawn drawn = Drawn.of(chart);

    @Test
    void shouldDrawBarsAsLongAsWhatTheyAdd() {
        // When
        Element raise = drawn.elements("rect", "raise").get(0);
        Element lower = drawn.elements("rect", "lower").get(0);

        // Then
        assertThat(Drawn.number(raise, "width") / Drawn.number(lower, "width")).isEqualTo(4, within(0.02));
        double end = Drawn.number(raise, "x") + Drawn.number(raise, "width");
        assertThat(Drawn.number(lower, "x") + Drawn.number(lower, "width")).isEqualTo(end, within(0.2));
        assertThat(drawn.elements("circle"))
                .extracting(it -> Drawn.number(it, "cx"))
                .satisfies(dots -> {
                    assertThat(dots.get(0)).isEqualTo(Drawn.number(raise, "x"), within(0.2));
                    assertThat(dots.get(1)).isEqualTo(Drawn.number(lower, "x"), within(0.2));
                });
    }

    @Test
    void shouldTellDirectionsBySignsToo() {
        assertThat(drawn.texts("text")).contains("+400.00", "−100.00", "1,000.00", "1,300.00", "GBP");
        assertThat(drawn.texts("desc"))
                .containsExactly("From GBP\u00a01,000.00 to GBP\u00a01,300.00: 1 upward, 1 downward.");
    }

    @Test
    void shouldHaveNoStyleAndNoMarkupOfOthers() {
        // When
        String figure = Figure.html(chart.table(), chart);

        // Then
        assertThat(figure).doesNotContain("<b>", "style", "<script").contains("&lt;b&gt;earnings");
        Drawn whole = Drawn.of(figure);
        Element svg = whole.elements("svg").get(0);
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("w-t w-d");
        assertThat(whole.elements("tr")).hasSize(5);
        assertThat(whole.texts("td")).containsSequence("+400.00", "1,400.00", "−100.00", "1,300.00");
    }

    @Test
    void shouldDrawAWayOnWhichNothingMoves() {
        // When
        Drawn still = Drawn.of(chart("0.00", "0.00"));

        // Then
        assertThat(still.elements("rect")).isEmpty();
        assertThat(still.elements("circle")).hasSize(2);
        assertThat(still.texts("text")).contains("base", "estimate", "0.00");
    }

    @Test
    void shouldDrawWhatComesToLessThanNothing() {
        Drawn below = Drawn.of(chart("-50.00", "-250.50", new Reason("a", money("-200.50"))));

        assertThat(below.texts("text")).contains("−50.00", "−200.50", "−250.50");
    }

    private static WaterfallChart chart(String base, String estimate, Reason... reasons) {
        return new WaterfallChart(
                "w",
                "Why this estimate",
                Waterfall.of(money(base), List.of(reasons), money(estimate), 12),
                "base",
                "estimate",
                new MoneyForm("GBP", Locale.UK));
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
