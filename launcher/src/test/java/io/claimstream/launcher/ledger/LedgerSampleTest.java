package io.claimstream.launcher.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.RecordRef;
import io.claimstream.launcher.offline.Finding;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerSampleTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Test
    void shouldCountWhatTookTooLongAsAFault() {
        // Given
        LedgerSample sample = new LedgerSample(2, 7, Optional.of(TWO_SECONDS));
        sample.made(equal(), TWO_SECONDS);
        assertThat(sample.hasFaults()).isFalse();

        // When
        sample.made(equal(), Duration.ofMillis(2_001));

        // Then
        assertThat(sample.hasFaults()).isTrue();
        JsonNode told = told(sample);
        assertThat(told.path("equal").asInt()).isEqualTo(2);
        assertThat(told.path("withinMillis").asInt()).isEqualTo(2_000);
        assertThat(told.path("slower").asInt()).isEqualTo(1);
        assertThat(told.path("slowestMillis").asInt()).isEqualTo(2_001);
        assertThat(told.has("note")).isFalse();
    }

    @Test
    void shouldSayThatThereAreFewerThanWereAskedFor() {
        // Given
        LedgerSample sample = new LedgerSample(1_000, 7, Optional.empty());

        // When
        sample.made(equal(), Duration.ofHours(1));

        // Then
        assertThat(sample.hasFaults()).isFalse();
        assertThat(told(sample).path("asked").asInt()).isEqualTo(1_000);
        assertThat(told(sample).path("scores").asInt()).isEqualTo(1);
        assertThat(told(sample).path("note").asText()).isEqualTo("the ledger has no more scores than these 1");
    }

    @Test
    void shouldCountWhatCameOutOtherwiseAsAFault() {
        // Given
        LedgerSample sample = new LedgerSample(1, 7, Optional.empty());

        // When
        sample.made(
                new Finding(new RecordRef(0, 1L), "s_1", Finding.Outcome.DIFFERENT, "estimate", Optional.empty()),
                Duration.ZERO);

        // Then
        assertThat(sample.hasFaults()).isTrue();
        assertThat(told(sample).at("/firstDifferences/0/detail").asText()).isEqualTo("estimate");
    }

    private static Finding equal() {
        return new Finding(new RecordRef(0, 1L), "s_1", Finding.Outcome.EQUAL, "", Optional.empty());
    }

    private static JsonNode told(LedgerSample sample) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        sample.tell(result);
        return result.path("sample");
    }
}
