package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.picture.Waterfall.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.w3c.dom.Element;

class WaterfallProperties {

    private static final long MOST_PENCE = 100_000_000_000_000L;

    @Property
    void shouldAddUpToTheHundredth(
            @ForAll @LongRange(min = -MOST_PENCE, max = MOST_PENCE) long base,
            @ForAll @LongRange(min = -MOST_PENCE, max = MOST_PENCE) long estimate,
            @ForAll @Size(max = 30) List<@LongRange(min = -MOST_PENCE, max = MOST_PENCE) Long> amounts,
            @ForAll @IntRange(min = 1, max = 35) int most) {
        // When
        Waterfall fall = Waterfall.of(money(base), reasons(amounts), money(estimate), most);

        // Then
        BigDecimal sum = fall.bars().stream().map(Waterfall.Bar::amount).reduce(money(base), BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(money(estimate));
        assertThat(fall.bars()).hasSizeLessThanOrEqualTo(most + 1);
        assertThat(fall.bars().stream().filter(Waterfall.Bar::isOther)).hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void shouldDrawEveryBarWithinThePicture(
            @ForAll @LongRange(min = -MOST_PENCE, max = MOST_PENCE) long base,
            @ForAll @LongRange(min = -MOST_PENCE, max = MOST_PENCE) long estimate,
            @ForAll @Size(max = 30) List<@LongRange(min = -MOST_PENCE, max = MOST_PENCE) Long> amounts) {
        // Given
        Waterfall fall = Waterfall.of(money(base), reasons(amounts), money(estimate), 12);

        // When
        Drawn drawn =
                Drawn.of(new WaterfallChart("w", "Why", fall, "base", "estimate", new MoneyForm("GBP", Locale.UK)));

        // Then
        assertThat(drawn.elements("rect")).hasSameSizeAs(fall.bars());
        for (Element bar : drawn.elements("rect")) {
            double x = Drawn.number(bar, "x");
            assertThat(x).isBetween(MoneyAxis.LEFT, Frame.WIDTH);
            assertThat(Drawn.number(bar, "width")).isBetween(1.0, Frame.WIDTH - x);
        }
    }

    private static List<Reason> reasons(List<Long> amounts) {
        return IntStream.range(0, amounts.size())
                .mapToObj(i -> new Reason("r" + i, money(amounts.get(i))))
                .toList();
    }

    private static BigDecimal money(long pence) {
        return BigDecimal.valueOf(pence, 2);
    }
}
