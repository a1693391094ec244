package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.picture.MoneyScale.Estimate;
import io.claimstream.model.picture.MoneyScale.Kind;
import io.claimstream.model.picture.MoneyScale.Mark;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class MoneyScaleTest {

    @Test
    void shouldPlaceEstimateIntervalAndPayment() {
        // When
        Drawn drawn = Drawn.of(scale(estimate("1500.00", "1000.00", "2000.00"), mark("paid", "1750.00", Kind.PAID)));

        // Then
        Element band = drawn.elements("rect", "band").get(0);
        double lower = Drawn.number(band, "x");
        double width = Drawn.number(band, "width");
        assertThat(Drawn.number(drawn.elements("circle", "data").get(0), "cx"))
                .isEqualTo(lower + width / 2, within(0.2));
        String points = drawn.elements("polygon", "paid").get(0).getAttribute("points");
        assertThat(Double.parseDouble(points.substring(0, points.indexOf(','))))
                .isEqualTo(lower + width * 0.75, within(0.2));
        assertThat(drawn.texts("text")).contains("interval 1,000.00 to 2,000.00", "1,500.00", "paid", "1,750.00");
        assertThat(drawn.texts("desc"))
                .containsExactly("estimate GBP\u00a01,500.00, interval 1,000.00 to 2,000.00;"
                        + " paid GBP\u00a01,750.00, within the interval.");
    }

    @Test
    void shouldDrawNoIntervalWhereThereIsNone() {
        // When
        MoneyScale scale = scale(estimate("1500.00", null, null), mark("decided", "1400.00", Kind.DECIDED));
        Drawn drawn = Drawn.of(scale);

        // Then
        assertThat(drawn.elements("rect", "band")).isEmpty();
        assertThat(drawn.elements("line", "data")).isEmpty();
        assertThat(drawn.elements("rect", "decided")).hasSize(1);
        assertThat(drawn.texts("text")).contains("no interval: how far off it may be is not known");
        assertThat(Figure.html(scale.table(), scale)).contains("no interval to compare with");
    }

    @Test
    void shouldSayWhereAnAmountLies() {
        // Given
        Estimate estimate = estimate("1500.00", "1000.00", "2000.00");

        // Then
        assertThat(estimate.place(new BigDecimal("999.99"))).isEqualTo("below the interval");
        assertThat(estimate.place(new BigDecimal("1000"))).isEqualTo("within the interval");
        assertThat(estimate.place(new BigDecimal("2000.00"))).isEqualTo("within the interval");
        assertThat(estimate.place(new BigDecimal("2000.01"))).isEqualTo("above the interval");
    }

    @Test
    void shouldDrawNothingAndALotAlike() {
        for (String amount : List.of("0.00", "0.01", "-12.00", "999999999999.99")) {
            Drawn drawn = Drawn.of(scale(estimate(amount, amount, amount), mark("paid", "0.00", Kind.PAID)));

            Element band = drawn.elements("rect", "band").get(0);
            assertThat(Drawn.number(band, "x")).isBetween(MoneyAxis.LEFT, Frame.WIDTH);
            assertThat(Drawn.number(band, "width")).isZero();
            assertThat(drawn.elements("circle", "data")).hasSize(1);
        }
    }

    @Test
    void shouldKeepTheWordsOnAnIntervalAtTheEdgeOffTheNames() {
        // When
        Drawn drawn = Drawn.of(scale(estimate("1.00", "0.00", "2.00"), mark("paid", "100000.00", Kind.PAID)));

        // Then
        Element words = drawn.elements("text", "soft").get(0);
        double half = words.getTextContent().length() * MoneyAxis.DIGIT / 2;
        assertThat(Drawn.number(words, "x") - half).isGreaterThanOrEqualTo(MoneyAxis.LEFT - 0.1);
    }

    @Test
    void shouldWriteAmountsByTheLocaleOfTheReader() {
        // Given
        MoneyForm german = new MoneyForm("EUR", Locale.GERMANY);

        // Then
        assertThat(german.withCurrency(new BigDecimal("-1234.5"))).isEqualTo("EUR\u00a0−1.234,50");
        assertThat(german.signed(new BigDecimal("0.004"))).isEqualTo("0,00");
        assertThat(german.label(20, 10)).isEqualTo("20");
        assertThat(german.label(0.25, 0.25)).isEqualTo("0,25");
    }

    @Test
    void shouldRefuseHalfAnInterval() {
        assertThatIllegalArgumentException().isThrownBy(() -> estimate("1.00", "1.00", null));
        assertThatIllegalArgumentException().isThrownBy(() -> estimate("1.00", "2.00", "1.00"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MoneyForm("QQQ", Locale.UK));
    }

    private static MoneyScale scale(Estimate estimate, Mark... marks) {
        return new MoneyScale("m", "Estimate", estimate, List.of(marks), new MoneyForm("GBP", Locale.UK));
    }

    private static Estimate estimate(String amount, @Nullable String lower, @Nullable String upper) {
        return new Estimate(
                "estimate",
                new BigDecimal(amount),
                lower == null ? null : new BigDecimal(lower),
                upper == null ? null : new BigDecimal(upper));
    }

    private static Mark mark(String name, String amount, Kind kind) {
        return new Mark(name, new BigDecimal(amount), kind);
    }
}
