package io.claimstream.domain.lifecycle;

import io.claimstream.event.DeploymentAction;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of a request to move a version. */
public sealed interface Decision {

    /**
     * It is legal.
     *
     * @param action the move
     * @param version version moved, as {@code ModelDeployment} names it
     * @param calibration number of the calibration that goes with a version put in service or beside it; empty for none
     * @param share share of the claims that a canary decides; empty for any other move
     */
    record Move(DeploymentAction action, String version, Optional<Integer> calibration, Optional<Double> share)
            implements Decision {

        /** A move that is no canary. */
        public Move(DeploymentAction action, String version, Optional<Integer> calibration) {
            this(action, version, calibration, Optional.empty());
        }
    }

    /**
     * It is not.
     *
     * @param code stable code
     * @param place the part of the request that is wrong, as a JSON pointer
     * @param detail what is wrong, in plain words
     * @param hint what to do next
     */
    record Refusal(RefusalCode code, String place, String detail, String hint) implements Decision {

        /** The refusal as people read it. */
        public String text() {
            return detail + " (" + place + ") " + hint;
        }
    }

    /** The value of whichever case this is. */
    default <R> R fold(Function<Move, R> move, Function<Refusal, R> refusal) {
        if (this instanceof Move legal) {
            return move.apply(legal);
        }
        return refusal.apply((Refusal) this);
    }
}
