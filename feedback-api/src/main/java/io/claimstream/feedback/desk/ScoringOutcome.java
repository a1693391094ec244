package io.claimstream.feedback.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Score;
import java.util.function.Function;

/** What became of a claim that was submitted to be scored at once. */
public sealed interface ScoringOutcome {

    /** It was scored. */
    record Scored(Score score) implements ScoringOutcome {}

    /** The same content was accepted before; this is its score. */
    record Duplicate(Score score) implements ScoringOutcome {}

    /** It breaks rules: code, field and message of each. */
    record Rejected(JsonNode violations) implements ScoringOutcome {}

    /** A record on its way died. */
    record DeadLettered(DeadLetter letter) implements ScoringOutcome {}

    /** Nothing yet, and the time is over. */
    record Pending(RecordRef submitted) implements ScoringOutcome {}

    /** What to do in each case. */
    record Cases<R>(
            Function<Scored, R> scored,
            Function<Duplicate, R> duplicate,
            Function<Rejected, R> rejected,
            Function<DeadLettered, R> deadLettered,
            Function<Pending, R> pending) {}

    /** The answer of the one case that this is. */
    default <R> R fold(Cases<R> cases) {
        if (this instanceof Scored it) {
            return cases.scored().apply(it);
        }
        if (this instanceof Duplicate it) {
            return cases.duplicate().apply(it);
        }
        if (this instanceof Rejected it) {
            return cases.rejected().apply(it);
        }
        return this instanceof DeadLettered it
                ? cases.deadLettered().apply(it)
                : cases.pending().apply((Pending) this);
    }
}
