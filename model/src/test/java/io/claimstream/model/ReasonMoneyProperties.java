package io.claimstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class ReasonMoneyProperties {

    @Property(tries = 500)
    void shouldAddUpToThePenny(
            @ForAll @DoubleRange(min = -2, max = 12) double base,
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -1, max = 1) Double> contributed) {
        double[] contributions = array(contributed);
        double margin = Math.min(base + Arrays.stream(contributions).sum(), ReasonMoney.MAX_MARGIN);

        ReasonMoney money = ReasonMoney.split(margin, base, contributions);

        long sum = IntStream.range(0, contributions.length)
                .mapToLong(money::amount)
                .sum();
        assertThat(money.basePence() + sum).isEqualTo(money.estimatePence());
    }

    @Property(tries = 500)
    void shouldKeepDirectionAndSizeWithinAPenny(
            @ForAll @DoubleRange(min = 0, max = 9) double base,
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -0.5, max = 0.5) Double> contributed) {
        double[] contributions = array(contributed);
        double margin = base + Arrays.stream(contributions).sum();
        double difference = margin - base;
        double unit = difference == 0 ? 1 : Math.expm1(difference) / difference;

        ReasonMoney money = ReasonMoney.split(margin, base, contributions);

        for (int i = 0; i < contributions.length; i++) {
            double exact = contributions[i] * Math.exp(base) * unit * 100;
            assertThat((double) money.amount(i))
                    .isBetween(exact - 2 - Math.abs(exact) * 1e-9, exact + 2 + Math.abs(exact) * 1e-9);
        }
    }

    @Property(tries = 200)
    void shouldAddUpDespiteTheRoundingOfTheEngine(
            @ForAll @DoubleRange(min = 3, max = 9) double base,
            @ForAll @Scale(8) @DoubleRange(min = -1e-4, max = 1e-4) double rounding) {
        double[] contributions = {0.3, -0.1, 0.02};

        ReasonMoney money = ReasonMoney.split(base + 0.22 + rounding, base, contributions);

        assertThat(money.basePence() + money.amount(0) + money.amount(1) + money.amount(2))
                .isEqualTo(money.estimatePence());
        assertThat(money.amount(0)).isPositive();
        assertThat(money.amount(1)).isNegative();
    }

    @Example
    void shouldTakeTheLimitWhereMarginIsBase() {
        ReasonMoney money = ReasonMoney.split(7.0, 7.0, new double[] {0.5, -0.5});

        assertThat(money.amount(0)).isEqualTo(-money.amount(1)).isEqualTo(54_832);
    }

    @Example
    void shouldRefuseWhatIsNotMoney() {
        assertThatThrownBy(() -> ReasonMoney.pence(25.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReasonMoney.pence(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
