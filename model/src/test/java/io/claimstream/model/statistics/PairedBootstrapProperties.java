package io.claimstream.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PairedBootstrapProperties {

    @Property(tries = 50)
    void shouldContainNoughtForModelsThatAreTheSame(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int rows) {
        Measured difference = PairedBootstrap.meanDifference(new double[rows], own(rows), seed);

        assertThat(difference.isBeyondChance()).isFalse();
        assertThat(difference).isEqualTo(new Measured(0, 0.0, 0.0));
    }

    @Property(tries = 50)
    void shouldHoldItsMeanAndGiveTheSameTwice(@ForAll long seed, @ForAll @IntRange(min = 30, max = 300) int rows) {
        double[] differences = normal(seed, rows);

        Measured difference = PairedBootstrap.meanDifference(differences, own(rows), seed);

        assertThat(difference.value()).isBetween(difference.lower(), difference.upper());
        assertThat(PairedBootstrap.meanDifference(differences, own(rows), seed)).isEqualTo(difference);
    }

    /** Two models as good as each other: one time in twenty the interval may say otherwise; 20 of 200 would be far beyond chance. */
    @Example
    void shouldSeldomTellModelsApartThatAreAlike() {
        long told = IntStream.range(0, 200)
                .filter(seed -> PairedBootstrap.meanDifference(normal(seed, 200), own(200), seed)
                        .isBeyondChance())
                .count();

        assertThat(told).isBetween(1L, 20L);
    }

    @Example
    void shouldTellAClearDifference() {
        double[] differences = normal(1, 200);
        for (int i = 0; i < differences.length; i++) {
            differences[i] += 0.5;
        }

        assertThat(PairedBootstrap.meanDifference(differences, own(200), 1).isBeyondChance())
                .isTrue();
    }

    private static int[] own(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    private static double[] normal(long seed, int rows) {
        Random random = new Random(seed);
        return random.doubles(rows).map(any -> random.nextGaussian()).toArray();
    }
}
