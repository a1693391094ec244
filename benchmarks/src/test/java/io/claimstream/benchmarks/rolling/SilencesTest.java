package io.claimstream.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private final Silences silences = new Silences(2, 0);

    @Test
    void shouldKeepTheLongestSilenceOfEachPartition() {
        // When
        silences.arrived(0, 10);
        silences.arrived(0, 15);
        silences.arrived(1, 4);
        silences.arrived(1, 20);

        // Then
        assertThat(silences.longest(21)).isEqualTo(Map.of(0, 10L, 1, 16L));
    }

    @Test
    void shouldCountASilenceThatLasts() {
        // Given
        silences.arrived(0, 10);
        silences.arrived(1, 10);

        // Then
        assertThat(silences.longest(50)).isEqualTo(Map.of(0, 40L, 1, 40L));
    }

    @Test
    void shouldForgetWhatWasBeforeTheBeginning() {
        // Given
        silences.arrived(0, 100);

        // When
        silences.begin(200);
        silences.arrived(0, 203);

        // Then
        assertThat(silences.longest(204)).isEqualTo(Map.of(0, 3L, 1, 4L));
    }

    @Test
    void shouldNotKnowMorePartitionsThanThereAre() {
        assertThatThrownBy(() -> silences.arrived(2, 1)).hasMessageContaining("Expected a known partition, but got 2");
    }
}
