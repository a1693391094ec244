package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairnessCommandTest {

    @Test
    void shouldSayHowManyRecordsItCouldNotRead() {
        // Given
        LiveFairness.Report report = new LiveFairness.Report(Optional.empty(), 0, Map.of(), 0);
        ArrayNode cells = JsonNodeFactory.instance.arrayNode();

        // Then
        assertThat(FairnessCommand.json(report, cells, 2).path("unreadable").asLong())
                .isEqualTo(2);
        assertThat(FairnessCommand.json(report, cells, 0).has("unreadable")).isFalse();
    }
}
