package io.claimstream.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.benchmarks.rolling.Silences.Silence;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private final Silences silences = new Silences(2, 0);

    @Test
    void shouldKeepTheLongestSilenceOfEachPartition() {
        // When
        silences.arrived(0, 0, 10);
        silences.arrived(0, 0, 15);
        silences.arrived(1, 0, 4);
        silences.arrived(1, 0, 20);

        // Then
        assertThat(silences.longest(21)).isEqualTo(Map.of(0, new Silence(0, 10), 1, new Silence(4, 16)));
    }

    @Test
    void shouldCountOnlyWhileSomethingWaits() {
        // When
        silences.arrived(0, 0, 10);
        silences.arrived(0, 48, 50);

        // Then
        assertThat(silences.longest(51)).containsEntry(0, new Silence(0, 10));
    }

    @Test
    void shouldCountASilenceThatLasts() {
        // Given
        silences.arrived(0, 0, 10);
        silences.arrived(1, 0, 10);

        // Then
        assertThat(silences.longest(50)).isEqualTo(Map.of(0, new Silence(10, 40), 1, new Silence(10, 40)));
    }

    @Test
    void shouldForgetWhatWasBeforeTheBeginning() {
        // Given
        silences.arrived(0, 0, 100);

        // When
        silences.begin(200);
        silences.arrived(0, 0, 203);

        // Then
        assertThat(silences.longest(204)).isEqualTo(Map.of(0, new Silence(200, 3), 1, new Silence(200, 4)));
    }

    @Test
    void shouldNotKnowMorePartitionsThanThereAre() {
        assertThatThrownBy(() -> silences.arrived(2, 0, 1))
                .hasMessageContaining("Expected a known partition, but got 2");
    }
}
