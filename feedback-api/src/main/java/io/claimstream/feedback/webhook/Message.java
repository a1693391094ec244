package io.claimstream.feedback.webhook;

import io.claimstream.feedback.events.FeedEvent;
import io.claimstream.feedback.events.Placed;
import java.time.Instant;

/**
 * What is told to a webhook.
 *
 * @param id the same whenever it is told
 * @param kind kind of event, or ping
 * @param body JSON
 */
record Message(String id, String kind, String body) {

    private static final int BASE = 36;

    /** An event of a record; its id follows from where the record stands. */
    static Message of(Placed record, FeedEvent event) {
        String kind = event.kind().word();
        String id = "msg_" + kind + "_" + record.partition().partition() + "_" + Long.toString(record.offset(), BASE);
        return new Message(id, kind, body(kind, record.at(), event.data()));
    }

    /** Asks nothing but an answer. */
    static Message ping(String id, Instant at) {
        return new Message(id, "ping", body("ping", at, "{}"));
    }

    private static String body(String kind, Instant at, String data) {
        return "{\"type\":\"" + kind + "\",\"timestamp\":\"" + at + "\",\"data\":" + data + "}";
    }
}
