package io.claimstream.model.gate;

import io.claimstream.model.artifact.ReferenceForest;
import java.util.List;
import java.util.Locale;

/** Lets a model pass that scores and explains a claim in no more than some times the time of a reference model beside it. Pure. */
public final class SpeedGate {

    private SpeedGate() {}

    /** Judges a trial of the model against {@link ReferenceForest}. */
    public static GateResult of(SpeedTrial.Outcome trial, GateRules rules) {
        boolean passes = trial.ratio() <= rules.speedRatio();
        String figures = String.format(
                Locale.ROOT,
                "%.2f times as long as %d trees of depth %d beside it, and at most %.1f times is allowed.",
                trial.ratio(),
                ReferenceForest.TREES,
                ReferenceForest.DEPTH,
                rules.speedRatio());
        return GateResult.of(
                Gate.SPEED,
                passes,
                List.of(new GateResult.Figure(
                        "time to score and explain, as a multiple of the reference's; has to be at most",
                        trial.ratio(),
                        rules.speedRatio())),
                (passes ? "Fast enough: a score takes " : "Too slow: a score takes ") + figures);
    }
}
