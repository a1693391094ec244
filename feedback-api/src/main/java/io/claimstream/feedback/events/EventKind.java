package io.claimstream.feedback.events;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of event that callers may follow. */
public enum EventKind {
    /** A live score was made. */
    SCORE("score"),
    /** A submitted revision broke rules. */
    REJECTION("rejection"),
    /** A model version was published, or moved in a slot. */
    MODEL("model"),
    /** A claim waits for a person, was decided, or changed hands. */
    QUEUE("queue");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The name in the API. */
    public String word() {
        return word;
    }

    /** The kind of a name in the API. */
    public static Optional<EventKind> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
