package io.claimstream.scoring;

import io.claimstream.event.ClaimScored;
import java.util.Optional;

/**
 * What comes of one revision.
 *
 * @param live the score that counts
 * @param shadow the score of whichever of champion and challenger did not make it; empty without a challenger
 */
record Scores(ClaimScored live, Optional<ClaimScored> shadow) {

    static Scores alone(ClaimScored live) {
        return new Scores(live, Optional.empty());
    }
}
