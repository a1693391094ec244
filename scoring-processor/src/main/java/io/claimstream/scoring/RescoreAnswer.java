package io.claimstream.scoring;

import io.claimstream.event.ClaimScored;
import io.claimstream.event.RescoreRefused;
import java.util.function.Function;

/** What comes of a request to score once more. */
sealed interface RescoreAnswer {

    /** It is scored. */
    record Done(ClaimScored score) implements RescoreAnswer {}

    /** It cannot be. */
    record Refused(RescoreRefused refusal) implements RescoreAnswer {}

    /** The value of whichever case this is. */
    default <R> R fold(Function<ClaimScored, R> done, Function<RescoreRefused, R> refused) {
        if (this instanceof Done yes) {
            return done.apply(yes.score());
        }
        return refused.apply(((Refused) this).refusal());
    }
}
