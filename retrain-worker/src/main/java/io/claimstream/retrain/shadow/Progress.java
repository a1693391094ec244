package io.claimstream.retrain.shadow;

import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.trial.TrialPoint;
import io.claimstream.domain.trial.TrialStanding;
import java.util.List;

/**
 * How far a challenge is.
 *
 * @param champion the version to beat
 * @param challenge the challenge
 * @param standing what settled claims say
 * @param decided settled claims among them that the challenger decided, as a canary
 * @param course how the evidence went
 */
public record Progress(
        String champion, Challenge challenge, TrialStanding standing, int decided, List<TrialPoint> course) {

    public Progress {
        course = List.copyOf(course);
    }
}
