package io.claimstream.feedback.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a dead letter is to be put back on the topic that it came from, and how far that is.
 *
 * @param state how far
 * @param by who asked
 * @param askedAt when
 * @param sent where it was put; null before
 * @param outcome what came of it; null before it is put back
 */
public record Replay(State state, String by, Instant askedAt, @Nullable Sent sent, @Nullable Outcome outcome) {

    /** How far it is. The names are stable: they stand in the database and in the API. */
    public enum State {
        /** Soon to be put back. */
        WAITING,
        /** Kafka has it. */
        SENT,
        /** Retention had deleted the letter before it could be put back. */
        GONE,
        /** Its revision had been scored before it could be put back, so it was not. */
        NOT_NEEDED
    }

    /** What came of a letter that was put back. */
    public enum Outcome {
        /** Nothing is known yet. */
        PENDING,
        /** Its claim was accepted. */
        ACCEPTED,
        /** Its claim breaks rules. */
        REJECTED,
        /** The same was accepted before. */
        DUPLICATE,
        /** Its claim is scored. */
        SCORED,
        /** It died once more; there is a newer letter of it. */
        DIED_AGAIN,
        /** It was delivered, and what reads it says no more. */
        DELIVERED
    }

    /** Where it was put, and when. */
    public record Sent(String topic, int partition, long offset, Instant at) {}

    Replay with(Outcome outcome) {
        return new Replay(state, by, askedAt, sent, outcome);
    }
}
