package io.claimstream.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.RecordRef;
import org.junit.jupiter.api.Test;

class ChecksumChainsTest {

    private static final String CLAIM = "albion|c-1";

    private final ChecksumChains chains = new ChecksumChains();

    @Test
    void shouldFindChainsOfEqualStagesWhole() {
        // Given
        accept(1, 2);
        feature(1, 2);
        score(1, 2);
        chains.accepted("albion|c-2", 1, ref(7), "hash 7");
        chains.features("albion|c-2", 1, ref(7), ref(7));
        chains.scored("albion|c-2", 1, ref(7));

        // Then
        assertThat(chains.broken()).isEmpty();
    }

    @Test
    void shouldSeeLostScore() {
        // Given
        accept(1, 2);
        feature(1, 2);
        score(1);

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeLostFeatures() {
        // Given
        accept(1, 2);
        feature(1);
        score(1, 2);

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeDoubledScore() {
        // Given
        accept(1, 2);
        feature(1, 2);
        score(1, 2, 2);

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeScoreThatOvertook() {
        // Given
        accept(1, 2);
        feature(1, 2);
        score(2, 1);

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeFeaturesThatOvertook() {
        // Given
        accept(1, 2);
        feature(2, 1);
        score(1, 2);

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeScoreMadeFromOtherContent() {
        // Given
        accept(1, 2);
        feature(1, 2);
        chains.scored(CLAIM, 1, ref(1));

        // When
        chains.scored(CLAIM, 2, ref(1));

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    @Test
    void shouldSeeScoreUnderAnotherKey() {
        // Given
        accept(1);
        feature(1);

        // When
        chains.scored("albion|c-9", 1, ref(1));

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM, "albion|c-9");
    }

    @Test
    void shouldSeeScoreOfNothing() {
        // When
        chains.scored(CLAIM, 1, ref(1));

        // Then
        assertThat(chains.broken()).containsExactly(CLAIM);
    }

    private void accept(int... revisions) {
        for (int revision : revisions) {
            chains.accepted(CLAIM, revision, ref(revision), "hash " + revision);
        }
    }

    private void feature(int... revisions) {
        for (int revision : revisions) {
            chains.features(CLAIM, revision, ref(revision), ref(revision));
        }
    }

    private void score(int... revisions) {
        for (int revision : revisions) {
            chains.scored(CLAIM, revision, ref(revision));
        }
    }

    private static RecordRef ref(long offset) {
        return new RecordRef(0, offset);
    }
}
