package io.claimstream.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelValuesTest {

    @Test
    void shouldKnowTheFirstFewAndCallTheRestOther() {
        // Given
        LabelValues values = new LabelValues(2);

        // When / Then
        assertThat(Stream.of("GBP", "EUR", "GBP", "USD", "CHF", "EUR").map(values::of))
                .containsExactly("GBP", "EUR", "GBP", "other", "other", "EUR");
    }
}
