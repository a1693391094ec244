package io.claimstream.feedback.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for callers who want to know. No personal data.
 *
 * @param kind what it is about
 * @param insurer whose it is; null for what everybody may see
 * @param data what is said of it, as JSON in one line
 */
public record FeedEvent(EventKind kind, @Nullable String insurer, String data) {

    static FeedEvent of(EventKind kind, @Nullable String insurer, ObjectNode data) {
        return new FeedEvent(kind, insurer, EventJson.format(data));
    }

    /** A claim of the queue changed hands: to be published ({@link EventFeed#publish}), since no log tells of it. */
    public static FeedEvent queue(QueueAction action, ClaimKey claim, Instant at) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", claim.insurer())
                .put("claimId", claim.claimId())
                .put("at", at.toString())
                .put("action", action.word())
                .put("link", link(claim));
        return of(EventKind.QUEUE, claim.insurer(), json);
    }

    /** Address of a claim. */
    static String link(ClaimKey claim) {
        return "/v1/claims/" + claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
    }
}
