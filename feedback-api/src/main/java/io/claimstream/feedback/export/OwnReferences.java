package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Tells records that are the claimant's. What is submitted names the claimant in the insurer's words and not by the pseudonym; those words are known while the
 * submission of an accepted revision still is on its topic. Immutable.
 *
 * @param own the accepted revisions that name the claimant
 * @param words how those submissions name the claimant; none when they are gone
 */
record OwnReferences(OwnRevisions own, Set<String> words) {

    OwnReferences {
        words = Set.copyOf(words);
    }

    /** Whether a record, in the JSON form of its schema, is about the claimant. */
    boolean isOwn(JsonNode event) {
        if (!event.path("insurer").asText().equals(own.subject().insurer())) {
            return false;
        }
        if (event.has("claimant") && !words.isEmpty()) {
            return words.contains(event.path("claimant").asText());
        }
        return event.has("claimantPseudonym")
                ? event.path("claimantPseudonym").asText().equals(own.subject().pseudonym())
                : own.hasClaim(
                        event.path("insurer").asText(), event.path("claimId").asText());
    }
}
