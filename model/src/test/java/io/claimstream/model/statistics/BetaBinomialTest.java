package io.claimstream.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaBinomialTest {

    /** From the sum of the probabilities by the logarithm of the gamma function, in another language. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 80, 72.9, 8.1, 62",
        "0.01, 80, 71.28, 9.72, 59",
        "0.01, 40, 36.08, 4.92, 27",
        "0.01, 10000, 1760.88, 240.12, 8609"
    })
    void shouldBeRight(double probability, int trials, double alpha, double beta, int expected) {
        assertThat(BetaBinomial.quantile(probability, trials, alpha, beta)).isEqualTo(expected);
    }

    @Test
    void shouldBeUniformWhenNothingIsKnown() {
        assertThat(BetaBinomial.quantile(0.45, 9, 1, 1)).isEqualTo(4);
        assertThat(BetaBinomial.quantile(0.999, 9, 1, 1)).isEqualTo(9);
        assertThat(BetaBinomial.quantile(0.001, 9, 1, 1)).isZero();
    }

    @Test
    void shouldComeToTheBinomialWhenTheProbabilityIsKnown() {
        assertThat(BetaBinomial.quantile(0.01, 100, 9e6, 1e6)).isEqualTo(82);
    }

    @Test
    void shouldRefuseWhatIsNoProbability() {
        assertThatThrownBy(() -> BetaBinomial.quantile(1, 9, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
