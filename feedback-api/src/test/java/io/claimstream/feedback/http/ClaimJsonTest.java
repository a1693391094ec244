package io.claimstream.feedback.http;

import static io.claimstream.feedback.Facts.INSURER;
import static io.claimstream.feedback.Facts.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Place;
import io.claimstream.feedback.view.Uses;
import io.claimstream.schemas.json.EventJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimJsonTest {

    @Test
    void shouldSayWhatDiedAndWhatIsLeftToDo() {
        // When
        JsonNode revision = revision("claims.submitted.v1", "claim-ingest", false);

        // Then
        assertThat(revision.path("deadLetters").get(0))
                .isEqualTo(
                        EventJson.parse(
                                """
                                {"code": "PROCESSING_FAILED", "service": "claim-ingest", "diedAt": "2026-03-01T09:30:00Z",
                                 "source": {"topic": "claims.submitted.v1", "partition": 2, "offset": 41},
                                 "letter": {"topic": "claims.dead.v1", "partition": 1, "offset": 3},
                                 "hint": "Send the claim again, or, once the cause in claim-ingest is mended, put the letter back on claims.submitted.v1."}
                                """));
        assertThat(revision.path("status").asText()).isEqualTo("deadLettered");
    }

    @Test
    void shouldWarnThatAnAcceptedRevisionIsADuplicateWhenItIsSentAgain() {
        // When
        JsonNode revision = revision("claims.features.v1", "scoring-processor", true);

        // Then
        assertThat(revision.at("/deadLetters/0/hint").asText())
                .isEqualTo("Sent again it is a duplicate: once the cause in scoring-processor is mended, put the letter"
                        + " back on claims.features.v1.");
        assertThat(revision.path("status").asText()).isEqualTo("deadLettered");
    }

    @Test
    void shouldNotPromiseToPutBackWhatReplayRefuses() {
        // When
        JsonNode revision = revision("claims.accepted.v1", "feature-stream", true);

        // Then
        assertThat(revision.at("/deadLetters/0/hint").asText())
                .isEqualTo("Sent again it is a duplicate, and the letter is not put back, since a copy on"
                        + " claims.accepted.v1 would count twice: once the cause in feature-stream is mended, send a"
                        + " newer revision.");
    }

    private static JsonNode revision(String topic, String service, boolean accepted) {
        DeadLetter letter = new DeadLetter(
                "PROCESSING_FAILED", service, new Place(topic, 2, 41, NOW), new Place("claims.dead.v1", 1, 3, NOW));
        Claim.Revision revision = new Claim.Revision(1, NOW, accepted, null, null, null, List.of(), List.of(letter));
        Claim claim = new Claim(new ClaimKey(INSURER, "c-1"), List.of(revision), List.of());
        return EventJson.parse(EventJson.format(ClaimJson.of(claim, Uses.NONE, one -> Optional.empty())))
                .at("/revisions/0");
    }
}
