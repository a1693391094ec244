package io.claimstream.feedback.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AmountSketchTest {

    private static final long SEED = 20_261_122;

    @Test
    void shouldTellTheMedianWithinOnePercent() {
        // Given
        Random random = new Random(SEED);
        for (int size : List.of(1, 2, 3, 10, 1_001)) {
            List<BigDecimal> amounts = new ArrayList<>();
            AmountSketch sketch = AmountSketch.empty();
            for (int i = 0; i < size; i++) {
                BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(100_000_000), 2);
                amounts.add(amount);
                sketch = sketch.with(amount, 1);
            }

            // When
            double median = sketch.median().orElseThrow();

            // Then
            amounts.sort(null);
            double lower = amounts.get((size - 1) / 2).doubleValue();
            assertThat(median).as("of %s amounts, seed %s", size, SEED).isCloseTo(lower, within(0.01 * lower));
        }
    }

    @Test
    void shouldForgetWhatIsTakenBack() {
        // Given
        AmountSketch one = AmountSketch.empty().with(new BigDecimal("100.00"), 1);

        // When
        AmountSketch changed = one.with(new BigDecimal("250.00"), 1).with(new BigDecimal("100.00"), -1);

        // Then
        assertThat(changed).isEqualTo(AmountSketch.empty().with(new BigDecimal("250.00"), 1));
        assertThat(one.plus(AmountSketch.empty().with(new BigDecimal("100.00"), -1))
                        .counts())
                .isEmpty();
    }

    @Test
    void shouldReadWhatItWrote() {
        // Given
        AmountSketch sketch = AmountSketch.empty()
                .with(BigDecimal.ZERO, 3)
                .with(new BigDecimal("0.01"), 1)
                .with(new BigDecimal("999999999999.99"), 2);

        // Then
        assertThat(AmountSketch.parse(sketch.text())).isEqualTo(sketch);
        assertThat(AmountSketch.parse("").median()).isEmpty();
        assertThat(sketch.median()).hasValue(0);
        assertThatThrownBy(() -> AmountSketch.parse("x")).isInstanceOf(IllegalArgumentException.class);
    }
}
