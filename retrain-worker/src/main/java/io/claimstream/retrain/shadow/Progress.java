package io.claimstream.retrain.shadow;

import io.claimstream.domain.lifecycle.Challenge;
import io.claimstream.domain.trial.TrialStanding;

/**
 * How far a challenge is.
 *
 * @param champion the version to beat
 * @param challenge the challenge
 * @param standing what settled claims say
 * @param decided settled claims among them that the challenger decided, as a canary
 */
public record Progress(String champion, Challenge challenge, TrialStanding standing, int decided) {}
