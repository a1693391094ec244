package io.claimstream.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.schemas.fixture.EventClasses;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventJsonSchemaTest {

    private final Map<String, ObjectNode> definitions = new EventJsonSchema("#/")
            .with(ClaimSubmitted.class)
            .with(ClaimScored.class)
            .definitions();

    @Test
    void shouldAskOnlyForWhatHasNoDefault() {
        // When
        JsonNode claim = definition("ClaimSubmitted");

        // Then
        assertThat(claim.path("required").toString()).contains("\"insurer\"").doesNotContain("provider");
        assertThat(claim.at("/properties/provider/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(claim.at("/properties/eventTime/format").asText()).isEqualTo("date-time");
        assertThat(claim.at("/properties/insurer/description").asText()).startsWith("Insurer");
    }

    @Test
    void shouldLeaveOpenOnlyWhatWasAskedFor() {
        assertThat(definition("ClaimSubmitted").has("additionalProperties")).isFalse();
        assertThat(definition("HeadsOfLoss").path("additionalProperties").asBoolean(true))
                .isFalse();
    }

    @Test
    void shouldPointToRecordsAndEnumerations() {
        // When
        JsonNode score = definition("ClaimScored").path("properties");

        // Then
        assertThat(score.at("/purpose/$ref").asText()).isEqualTo("#/ScorePurpose");
        assertThat(definition("ScorePurpose").path("enum").toString()).contains("LIVE");
        assertThat(score.at("/interval/anyOf/0/$ref").asText()).isEqualTo("#/Interval");
        assertThat(score.at("/reasons/items/$ref").asText()).isEqualTo("#/Reason");
        assertThat(score.at("/estimate/description").asText()).endsWith("At most 12 digits and 2 decimals.");
    }

    @Test
    void shouldHaveAFormForEveryEvent() {
        assertThat(EventClasses.all()).allSatisfy(type -> assertThat(
                        new EventJsonSchema("#/").with(type).definitions())
                .containsKey(type.getSimpleName()));
    }

    private JsonNode definition(String name) {
        return Objects.requireNonNull(definitions.get(name), name);
    }
}
