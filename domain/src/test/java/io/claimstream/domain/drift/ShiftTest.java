package io.claimstream.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShiftTest {

    private static final Random RANDOM = new Random(20260921);

    @Test
    void shouldCountToTheNumbersOfThePapers() {
        // Given: 500 and 500 against 750 and 250.
        Sketch earlier = new Sketch(new TreeMap<>(Map.of(0, 500L, 1, 500L)));
        Sketch later = new Sketch(new TreeMap<>(Map.of(0, 750L, 1, 250L)));

        // When
        Shift shift = Shift.between(earlier, later);

        // Then: 0.25·ln 1.5 + 0.25·ln 2 = 0.2747, less a little for the half value in each bin.
        assertThat(shift.psi()).isCloseTo(0.2747, within(0.002));
        assertThat(shift.distance()).isEqualTo(0.25);
        assertThat(shift.probability()).isLessThan(1e-10);
    }

    @Test
    void shouldGiveTheProbabilityOfTheTables() {
        // Given: for many values, 1.3581·√((n + m)/(n·m)) is exceeded once in twenty times.
        int values = 20_000;
        double critical = 1.3581 * Math.sqrt(2.0 / values);
        long moved = Math.round(critical * values);

        // When
        Shift shift = Shift.between(
                new Sketch(new TreeMap<>(Map.of(0, 10_000L, 1, 10_000L))),
                new Sketch(new TreeMap<>(Map.of(0, 10_000L + moved, 1, 10_000L - moved))));

        // Then
        assertThat(shift.probability()).isCloseTo(0.05, within(0.001));
    }

    @Test
    void shouldSeldomSeeWhatIsNotThere() {
        // When
        long falseAlarms = IntStream.range(0, 400)
                .mapToObj(i -> Shift.between(amounts(1_000, 1), amounts(1_000, 1)))
                .filter(shift -> shift.probability() < 0.05)
                .count();

        // Then: 20 expected of exact values, fewer of buckets; 35 would be three deviations above that.
        assertThat(falseAlarms).isLessThan(35);
    }

    @Test
    void shouldSeeThatAmountsGrew() {
        // When
        Shift shift = Shift.between(amounts(2_000, 1), amounts(2_000, 2));

        // Then
        assertThat(shift.psi()).isGreaterThan(0.25);
        assertThat(shift.probability()).isLessThan(1e-6);
    }

    @Test
    void shouldSeeThatValuesWentMissing() {
        // Given
        Sketch earlier = amounts(500, 1);
        Sketch later = amounts(300, 1).with(Collections.nCopies(200, Sketch.MISSING));

        // When
        Shift shift = Shift.between(earlier, later);

        // Then
        assertThat(shift.psi()).isGreaterThan(0.25);
        assertThat(shift.distance()).isCloseTo(0.4, within(0.1));
    }

    @Test
    void shouldSeeNothingInNothing() {
        assertThat(Shift.between(Sketch.empty(), amounts(10, 1)))
                .isEqualTo(new Shift(0, 10, 0, 0, 1, StabilityBins.NONE));
        assertThat(Shift.between(amounts(10, 1), Sketch.empty()).probability()).isEqualTo(1);
    }

    @Test
    void shouldFindNoChangeBetweenASketchAndItself() {
        Sketch sketch = amounts(300, 1);

        Shift shift = Shift.between(sketch, sketch);
        assertThat(shift).isEqualTo(new Shift(300, 300, 0, 0, 1, shift.bins()));
    }

    private static Sketch amounts(int values, double factor) {
        return Sketch.empty()
                .with(IntStream.range(0, values)
                        .mapToObj(i -> Sketch.bucket((float) (factor * 1_000 * Math.exp(RANDOM.nextGaussian()))))
                        .toList());
    }
}
