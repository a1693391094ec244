package io.claimstream.domain.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {

    @Test
    void shouldProveAChallengerThatIsCloserOnEveryClaim() {
        // Given
        Trial trial = new Trial(0.05);

        // When
        IntStream.range(0, 30).forEach(i -> trial.take("claimant-" + i, 0.3, 0.1));

        // Then: a bet of 0.95 alone makes 1.19 of 1 each time.
        TrialStanding standing = trial.standing();
        assertThat(standing.isProven()).isTrue();
        assertThat(standing.evidence()).isGreaterThan(StrictMath.pow(1.19, 30) / 4);
        assertThat(standing.championError()).isCloseTo(0.3, within(1e-12));
        assertThat(standing.challengerError()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void shouldLoseWhatItBetOnAChallengerThatIsWorse() {
        // Given
        Trial trial = new Trial(0.05);

        // When
        IntStream.range(0, 200).forEach(i -> trial.take("claimant-" + i, 0.1, 0.2));

        // Then
        assertThat(trial.standing().evidence()).isLessThan(0.05);
        assertThat(trial.standing().isProven()).isFalse();
    }

    @Test
    void shouldCountOneClaimOfAClaimant() {
        // Given
        Trial trial = new Trial(0.05);

        // When
        IntStream.range(0, 200).forEach(i -> trial.take("always-the-same", 0.9, 0.1));

        // Then
        assertThat(trial.standing().settled()).isEqualTo(200);
        assertThat(trial.standing().judged()).isEqualTo(1);
        assertThat(trial.standing().isProven()).isFalse();
    }

    @Test
    void shouldBeginWithOneAndNoError() {
        // Given
        Trial trial = new Trial(0.01);

        // When
        TrialStanding standing = trial.standing();

        // Then
        assertThat(standing).isEqualTo(new TrialStanding(0, 0, 0, 0, 1, 100));
        assertThat(standing.text()).contains("0 settled claims").contains("evidence 1.00 of 100");
    }

    @Test
    void shouldSurviveTheLargestDifferences() {
        // Given
        PairedTest test = new PairedTest();

        // When
        test.take(-1);
        test.take(1);

        // Then: what a bet b makes of both is 1 - b².
        assertThat(test.evidence()).isCloseTo((0.99 + 0.91 + 0.64 + 0.0975) / 4, within(1e-12));
        assertThatThrownBy(() -> test.take(1.01)).hasMessageContaining("between -1 and 1");
        assertThatThrownBy(() -> test.take(Double.NaN)).hasMessageContaining("between -1 and 1");
    }

    @Test
    void shouldSpendNoMoreThanThereIs() {
        // Given
        double alpha = 0.05;

        // When
        double spent = IntStream.rangeClosed(1, 1_000_000)
                .mapToDouble(number -> AlphaSpending.level(alpha, number))
                .sum();

        // Then
        assertThat(spent).isLessThan(alpha).isCloseTo(alpha, within(1e-6));
        assertThatThrownBy(() -> AlphaSpending.level(alpha, 0)).hasMessageContaining("from 1");
        assertThatThrownBy(() -> new Trial(0)).hasMessageContaining("above 0");
    }

    @Test
    void shouldCountALargeErrorOnce() {
        // Given
        BigDecimal settlement = new BigDecimal("100.00");

        // When
        double near = PercentageLoss.of(new BigDecimal("112.50"), settlement);
        double far = PercentageLoss.of(new BigDecimal("90000.00"), settlement);

        // Then
        assertThat(near).isEqualTo(0.125);
        assertThat(far).isEqualTo(1);
    }

    @Test
    void shouldTellHowTheEvidenceWentHoweverManyClaimsThereWere() {
        for (int claims : new int[] {0, 1, 120, 121, 5_000}) {
            // Given
            Trial trial = new Trial(0.05);

            // When
            IntStream.range(0, claims).forEach(i -> trial.take("claimant-" + i, 0.1, i % 2 == 0 ? 0.09 : 0.11));

            // Then
            List<TrialPoint> course = trial.course();
            assertThat(course).hasSizeLessThanOrEqualTo(122).startsWith(new TrialPoint(0, 1));
            assertThat(course).endsWith(new TrialPoint(claims, trial.standing().evidence()));
            assertThat(course).extracting(TrialPoint::judged).isSorted().doesNotHaveDuplicates();
            assertThat(course.size()).as("%d claims", claims).isGreaterThanOrEqualTo(Math.min(claims, 60));
        }
    }
}
