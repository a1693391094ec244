package io.claimstream.feedback.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.schemas.json.EventJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of a stream at once, in the form of server-sent events.
 *
 * @param text lines without the id, each with its end
 * @param id where the stream can be taken up again once this has arrived; null for where it could before
 * @param isEvent whether it is an event, which is missed when it is lost
 */
record Frame(String text, @Nullable String id, boolean isEvent) {

    /** How long a client waits before it comes again. */
    private static final int RETRY_MILLIS = 2_000;

    private static final String COME_BACK = "List what you follow by its own address, and go on from here.";

    static Frame of(FeedEvent event, @Nullable String id) {
        return new Frame(event(event.kind().word(), event.data()), id, true);
    }

    /** The beginning of a stream. */
    static Frame opening(@Nullable String id) {
        return new Frame("retry: " + RETRY_MILLIS + "\n", id, false);
    }

    /** Says that the stream lives. */
    static Frame beat() {
        return new Frame(": beat\n", null, false);
    }

    /** Says how many events were lost, since they were not taken fast enough. */
    static Frame dropped(long events) {
        return notice(JsonNodeFactory.instance
                .objectNode()
                .put("reason", "slow")
                .put("events", events)
                .put("hint", COME_BACK));
    }

    /** Says that events since a time are too many to be told. */
    static Frame missed(Instant since) {
        return notice(JsonNodeFactory.instance
                .objectNode()
                .put("reason", "late")
                .put("since", since.toString())
                .put("hint", COME_BACK));
    }

    /** As it goes over the line. */
    String wire() {
        return id == null ? text + "\n" : "id: " + id + "\n" + text + "\n";
    }

    private static Frame notice(JsonNode data) {
        return new Frame(event("dropped", EventJson.format(data)), null, false);
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n";
    }
}
