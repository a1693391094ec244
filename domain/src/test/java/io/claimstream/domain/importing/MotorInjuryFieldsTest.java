package io.claimstream.domain.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MotorInjuryFieldsTest {

    /** Fields made from the rest of the row. */
    private static final Set<String> REFERENCES = Set.of("claimId", "policy", "claimant", "eventTime");

    @Test
    void shouldNameTheColumnThatEachFieldIsReadFrom() {
        // Given
        Map<String, String> row = new HashMap<>();
        MotorInjuryRow.requiredColumns().forEach(column -> row.put(column, CsvForm.random(column, new Random(7))));
        Set<String> whole = fields(row);

        MotorInjuryRow.requiredColumns().forEach(column -> {
            // When
            Map<String, String> without = new HashMap<>(row);
            without.put(column, "");
            Set<String> lost = new HashSet<>(whole);
            lost.removeAll(fields(without));
            lost.removeAll(REFERENCES);

            // Then
            assertThat(lost).as(column).singleElement().satisfies(field -> assertThat(MotorInjuryFields.column(field))
                    .contains(column));
        });
    }

    @Test
    void shouldKnowNoColumnOfWhatARowDoesNotSay() {
        assertThat(MotorInjuryFields.column("policy")).isEmpty();
        assertThat(MotorInjuryFields.column("revision")).isEmpty();
        assertThat(MotorInjuryFields.column("claimId")).contains(MotorInjuryRow.CLAIM_ID);
    }

    private static Set<String> fields(Map<String, String> row) {
        Set<String> fields = new HashSet<>();
        leaves("", EventJson.toJson(((RowOutcome.Read) MotorInjuryRow.read(row, 1, "acme")).claim()), fields);
        return fields;
    }

    private static void leaves(String path, JsonNode node, Set<String> found) {
        node.properties().forEach(member -> {
            String place = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            if (member.getValue().isObject()) {
                leaves(place, member.getValue(), found);
            } else {
                found.add(place);
            }
        });
    }
}
