package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;

/**
 * A live score.
 *
 * @param scoreId its id
 * @param claim the claim
 * @param revision the revision scored, counted from 1
 * @param document the event as published, as JSON
 */
public record Score(String scoreId, ClaimKey claim, int revision, JsonNode document) {

    /** ISO 4217 code of its amounts; blank when the event names none. */
    public String currency() {
        return document.path("currency").asText();
    }
}
