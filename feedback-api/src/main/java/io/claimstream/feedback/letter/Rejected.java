package io.claimstream.feedback.letter;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import java.time.Instant;

/**
 * A submission that broke rules.
 *
 * @param id where it stands on the topic of submissions
 * @param claim what it says it is about
 * @param revision of the claim
 * @param at when it was ingested
 * @param violations code, field and message of each broken rule, as a list
 */
public record Rejected(LetterId id, ClaimKey claim, int revision, Instant at, JsonNode violations) {}
