package io.claimstream.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimShareTest {

    private static final int CLAIMS = 20_000;

    @Test
    void shouldHoldAboutTheShareOfClaimsAndAlwaysTheSame() {
        // When
        List<String> tenth = claims("m-1", 0.1);

        // Then
        assertThat(tenth.size() / (double) CLAIMS).isCloseTo(0.1, within(0.01));
        assertThat(claims("m-1", 0.1)).isEqualTo(tenth);
        assertThat(claims("m-1", 0.2)).containsAll(tenth);
        assertThat(claims("m-1", 0)).isEmpty();
        assertThat(claims("m-1", 1)).hasSize(CLAIMS);
    }

    @Test
    void shouldDrawOtherClaimsForAnotherPurpose() {
        // When
        List<String> both = claims("m-1", 0.1).stream()
                .filter(claim -> ClaimShare.holds("m-2", "acme", claim, 0.1))
                .toList();

        // Then
        assertThat(both.size() / (double) CLAIMS).isCloseTo(0.01, within(0.004));
    }

    private static List<String> claims(String drawing, double share) {
        return IntStream.range(0, CLAIMS)
                .mapToObj(i -> "c-" + i)
                .filter(claim -> ClaimShare.holds(drawing, "acme", claim, share))
                .toList();
    }
}
