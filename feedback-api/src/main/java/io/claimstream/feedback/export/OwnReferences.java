package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /**
     * Whether a record, in the JSON form of its schema, is about the claimant. What names somebody in the insurer's words while these are not known is only when its revision was
     * accepted as the claimant's: another revision of the same claim may name somebody else.
     *
     * @param at when it was written
     */
    boolean isOwn(JsonNode event, Instant at) {
        String insurer = event.path("insurer").asText();
        String claimId = event.path("claimId").asText();
        if (!insurer.equals(own.subject().insurer())) {
            return false;
        }
        if (event.has("claimant")) {
            return words.isEmpty()
                    ? own.has(insurer, claimId, event.path("revision").asInt())
                    : words.contains(event.path("claimant").asText());
        }
        return event.has("claimantPseudonym")
                ? event.path("claimantPseudonym").asText().equals(own.subject().pseudonym())
                : own.concerns(insurer, claimId, revision(event), at);
    }

    private static @Nullable Integer revision(JsonNode event) {
        return event.path("revision").isInt() ? event.path("revision").asInt() : null;
    }
}
