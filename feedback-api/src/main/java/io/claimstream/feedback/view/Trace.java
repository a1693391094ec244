package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.Claim.DeadLetter;
import java.util.List;
import java.util.Optional;

/**
 * What is known so far of one submitted record.
 *
 * @param accepted the submission of the same revision that was accepted, this or another
 * @param violations why this record was rejected: code, field, message of each broken rule
 * @param deadLetters dead letters of records on the way of the revision
 * @param score live score of the revision
 */
public record Trace(
        Optional<Accepted> accepted,
        Optional<JsonNode> violations,
        List<DeadLetter> deadLetters,
        Optional<Score> score) {

    /** Nothing yet. */
    public static final Trace NONE = new Trace(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Trace {
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * A submission that was accepted.
     *
     * @param contentHash hash of its content
     * @param submitted where it stands
     */
    public record Accepted(String contentHash, RecordRef submitted) {}
}
