package io.claimstream.feedback.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantingTest {

    private static final int WORLDS = 500;

    @Test
    void shouldPlantWhatIsWrongAndLeaveTheRestAsItWas() {
        for (int seed = 0; seed < WORLDS; seed++) {
            // Given
            Random world = new Random(seed);
            List<RightScore> scores = rightScores(world);
            Planting.Size size = new Planting.Size(scores.size(), world.nextInt(scores.size() + 1));

            // When
            List<ExerciseClaim> drawn = Planting.draw(scores, size, new Random(seed));

            // Then
            assertThat(drawn.stream().filter(ExerciseClaim::isPlanted))
                    .as("seed %d", seed)
                    .hasSize(size.planted())
                    .allSatisfy(it -> {
                        assertThat(it.shown().isOff(it.score().paid())).isTrue();
                        assertThat(shift(it)).isBetween(1.37, 2.56);
                        assertThat(ratio(
                                        it.shown().upper(),
                                        it.score().estimate().upper()))
                                .isCloseTo(
                                        ratio(
                                                it.shown().median(),
                                                it.score().estimate().median()),
                                        withPercentage(5));
                    });
            assertThat(drawn.stream().filter(it -> !it.isPlanted()))
                    .as("seed %d", seed)
                    .allSatisfy(it -> {
                        assertThat(it.shown()).isEqualTo(it.score().estimate());
                        assertThat(it.shown().isOff(it.score().paid())).isFalse();
                    });
            assertThat(drawn)
                    .extracting(ExerciseClaim::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, size.claims()).boxed().toList());
            assertThat(drawn).extracting(ExerciseClaim::score).containsExactlyInAnyOrderElementsOf(scores);
        }
    }

    @Test
    void shouldDrawTheSameOfTheSameSeedAndAnotherOfAnother() {
        // Given
        List<RightScore> scores = rightScores(new Random(1));
        Planting.Size size = Planting.Size.of(scores.size(), 50);

        // Then
        assertThat(Planting.draw(scores, size, new Random(5)))
                .isEqualTo(Planting.draw(scores, size, new Random(5)))
                .isNotEqualTo(Planting.draw(scores, size, new Random(6)));
    }

    @Test
    void shouldRaiseAsWellAsLower() {
        // Given
        List<RightScore> scores = IntStream.range(0, 400)
                .mapToObj(i -> score(i, "1000.00", "1000.00"))
                .toList();

        // When
        long raised = Planting.draw(scores, new Planting.Size(400, 400), new Random(11)).stream()
                .filter(it ->
                        it.shown().median().compareTo(it.score().estimate().median()) > 0)
                .count();

        // Then
        assertThat(raised).isBetween(150L, 250L);
    }

    @ParameterizedTest
    @CsvSource({"20, 50, 10", "10, 10, 1", "60, 90, 54", "15, 50, 8"})
    void shouldCountPlantedOnesInWholeClaims(int claims, int percent, int planted) {
        assertThat(Planting.Size.of(claims, percent)).isEqualTo(new Planting.Size(claims, planted));
    }

    @Test
    void shouldTakeOnlyScoresThatTurnedOutRight() {
        assertThatThrownBy(() -> score(1, "1000.00", "1500.00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> score(1, "1000.00", "700.00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> score(1, "0.50", "0.50")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Some scores up to a quarter off what was paid, of amounts from 1.00 to millions. */
    private static List<RightScore> rightScores(Random world) {
        return IntStream.range(0, 10 + world.nextInt(20))
                .mapToObj(i -> {
                    double estimate = Math.max(1, Math.pow(10, world.nextDouble() * 6));
                    double paid = estimate / (0.76 + world.nextDouble() * 0.48);
                    return score(i, amount(estimate), amount(paid));
                })
                .toList();
    }

    private static String amount(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static RightScore score(int number, String estimate, String paid) {
        BigDecimal median = new BigDecimal(estimate);
        return new RightScore(
                "c-" + number,
                1,
                "s-" + number,
                "GBP",
                new Estimate(
                        median,
                        median.multiply(new BigDecimal("0.5")).setScale(2, RoundingMode.HALF_EVEN),
                        median.multiply(new BigDecimal("2.00")).setScale(2, RoundingMode.HALF_EVEN)),
                new BigDecimal(paid));
    }

    /** How many times what was estimated is shown, or the other way round. */
    private static double shift(ExerciseClaim claim) {
        double ratio = ratio(claim.shown().median(), claim.score().estimate().median());
        return ratio > 1 ? ratio : 1 / ratio;
    }

    private static double ratio(BigDecimal one, BigDecimal other) {
        return one.doubleValue() / other.doubleValue();
    }
}
