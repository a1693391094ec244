package io.claimstream.model.training;

import java.util.function.Function;

/** Whether a challenger is published; the reason is in plain words with the figures compared. */
public sealed interface GateDecision {

    /** The reason, for the log of deployments. */
    String reason();

    /** The challenger is better than all it was compared with. */
    record Publish(String reason) implements GateDecision {}

    /** It is not. */
    record Refuse(String reason) implements GateDecision {}

    /** The value of whichever case this is. */
    default <R> R fold(Function<Publish, R> publish, Function<Refuse, R> refuse) {
        if (this instanceof Publish yes) {
            return publish.apply(yes);
        }
        return refuse.apply((Refuse) this);
    }
}
