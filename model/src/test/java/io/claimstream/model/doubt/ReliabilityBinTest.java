package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

class ReliabilityBinTest {

    @Test
    void shouldCompareWhatWasStatedWithWhatHappened() {
        // When
        List<ReliabilityBin> table = ReliabilityBin.table(
                new double[] {0.61, 0.69, 0.65, 0.65, 1.0, 0.95}, new boolean[] {true, false, true, true, true, false});

        // Then
        assertThat(table)
                .usingRecursiveFieldByFieldElementComparator(RecursiveComparisonConfiguration.builder()
                        .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
                        .build())
                .containsExactly(
                        new ReliabilityBin(0.6, 0.7, 4, 0.65, 0.75), new ReliabilityBin(0.9, 1.0, 2, 0.975, 0.5));
    }
}
