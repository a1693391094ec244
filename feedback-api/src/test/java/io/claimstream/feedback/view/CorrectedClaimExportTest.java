package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.H2Database;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.export.Exports.Export;
import io.claimstream.feedback.export.Exports.Form;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A claim named somebody by mistake, and was corrected to somebody else: neither export tells of the other. */
class CorrectedClaimExportTest {

    private static final Act ACT = new Act(new Caller("user:u_auditor", Role.AUDITOR), "t-1");

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private PlantedSubjects planted = new PlantedSubjects();

    @BeforeEach
    void plant() {
        planted = new PlantedSubjects();
        planted.empty(jdbi());
        planted.plant(jdbi(), "own", 100);
        planted.correct(jdbi(), "own", "nephew", 300);
    }

    @Test
    void shouldNotTellSubmissionsOfAnotherRevisionOnceOwnOnesAreGone() {
        // Given
        planted.expire(Topics.CLAIMS_SUBMITTED, 100);
        planted.expire(Topics.CLAIMS_SUBMITTED, 101);

        // When
        JsonNode export = export("p-own");

        // Then
        assertThat(export.path("submissions")).isEmpty();
        assertThat(export.path("deadLetters").findValuesAsText("accidentDescription"))
                .containsExactly("Text own");
        assertThat(export.toString()).doesNotContain("Text nephew", "Reference nephew", "Name nephew");
    }

    @Test
    void shouldTellWhatWasSentOfAnOwnRevisionWithoutKnowingTheWords() {
        // Given
        planted.expire(Topics.CLAIMS_SUBMITTED, 100);
        planted.repeat("own", 1, 150);

        // When
        JsonNode export = export("p-own");

        // Then
        assertThat(export.path("submissions").findValuesAsText("accidentDescription"))
                .containsExactly("Text own");
    }

    @Test
    void shouldNotTellWhatWasRefusedAsAnOwnRevisionWithoutKnowingTheWords() {
        // Given
        planted.expire(Topics.CLAIMS_SUBMITTED, 100);
        planted.expire(Topics.CLAIMS_SUBMITTED, 101);
        planted.conflict(jdbi(), "own", "nephew", 160);

        // When
        JsonNode export = export("p-own");

        // Then
        assertThat(export.path("submissions")).isEmpty();
    }

    @Test
    void shouldTellOfEachRevisionToWhomItNamesAlone() {
        // When
        JsonNode own = export("p-own");
        JsonNode nephew = export("p-nephew");

        // Then
        assertThat(own.toString()).contains("Text own", "u_own").doesNotContain("nephew");
        assertThat(nephew.toString())
                .contains("Text nephew", "u_nephew")
                .doesNotContain("Text own", "Name own", "Note own", "u_own", "p-own", "ct-own");
        for (String section : List.of("contests", "samples", "approvals", "batchLines", "reasonsShown", "deliveries")) {
            assertThat(own.path(section)).as(section).hasSize(1);
            assertThat(nephew.path(section)).as(section).hasSize(1);
        }
    }

    @Test
    void shouldTellOfAClaimAsAWholeByWhomItNamedThen() {
        // When
        JsonNode own = export("p-own");
        JsonNode nephew = export("p-nephew");

        // Then: paid once before and once after the correction.
        assertThat(own.path("settlements").findValuesAsText("feedbackId")).containsExactly("f-3-own");
        assertThat(nephew.path("settlements").findValuesAsText("feedbackId")).containsExactly("f-3-nephew");
        assertThat(audited(own)).containsExactly("user:u_own");
        assertThat(audited(nephew)).containsExactly("user:u_nephew");
        assertThat(own.path("assignments")).isEmpty();
        assertThat(own.path("notIncluded").findValuesAsText("what"))
                .contains("Claims that named you and somebody else");
    }

    private static List<String> audited(JsonNode export) {
        return StreamSupport.stream(export.path("audit").spliterator(), false)
                .filter(it -> it.path("action").asText().equals("CLAIM_TAKEN"))
                .map(it -> it.path("actor").asText())
                .toList();
    }

    private JsonNode export(String pseudonym) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = planted.exports(jdbi())
                .begin(ACT, new Subject(INSURER, pseudonym), "request 7")
                .orElseThrow()) {
            export.write(Form.JSON, out);
        }
        return EventJson.parse(out.toString(StandardCharsets.UTF_8));
    }

    private static Jdbi jdbi() {
        return DATABASE.jdbi();
    }
}
