package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.privacy.Erasure;
import io.claimstream.event.RecordRef;
import java.util.Optional;

/**
 * What came of recomputing a score.
 *
 * @param place where the score stands on claims.scored.v1
 * @param scoreId its id; blank when it cannot be read
 * @param outcome whether it came out alike
 * @param detail the first field that differs, what is missing, or the receipt of an erasure; blank when nothing is
 * @param gap why it cannot be made again; empty when it was
 */
public record Finding(RecordRef place, String scoreId, Outcome outcome, String detail, Optional<Gap> gap) {

    /** A score that was made again; the field is blank when it came out alike. */
    static Finding compared(RecordRef place, String scoreId, String differsIn) {
        return new Finding(
                place, scoreId, differsIn.isEmpty() ? Outcome.EQUAL : Outcome.DIFFERENT, differsIn, Optional.empty());
    }

    /** A score that cannot be made again. */
    static Finding unfounded(RecordRef place, String scoreId, Gap gap, String detail) {
        return new Finding(place, scoreId, Outcome.UNFOUNDED, detail, Optional.of(gap));
    }

    /** A score of somebody who is erased. */
    static Finding erased(RecordRef place, String scoreId, Erasure erasure) {
        return new Finding(place, scoreId, Outcome.ERASED, erasure.text(), Optional.empty());
    }

    /** How a recomputed score compares. */
    public enum Outcome {
        /** The same bytes. */
        EQUAL,
        /** Other bytes. */
        DIFFERENT,
        /** What it names is not there or not to be believed, so it cannot be recomputed. */
        UNFOUNDED,
        /** The claimant is erased, so it is not recomputed; no difference. */
        ERASED
    }

    /** Whether it came out alike. */
    public boolean isEqual() {
        return outcome == Outcome.EQUAL;
    }

    /** Whether the claimant is erased. */
    public boolean isErased() {
        return outcome == Outcome.ERASED;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("score", scoreId)
                .put("record", place.getPartition() + "@" + place.getOffset())
                .put("outcome", outcome.name());
        if (!detail.isEmpty()) {
            json.put(name(outcome), detail);
        }
        gap.ifPresent(it -> json.put("code", it.name()).put("hint", it.hint()));
        return json;
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case DIFFERENT -> "differsIn";
            case ERASED -> "answer";
            default -> "missing";
        };
    }
}
