package io.claimstream.launcher.demo;

import io.claimstream.simulator.SimulatorSettings;
import java.util.List;
import java.util.Map;

/**
 * What the demo plays and how it is set up.
 *
 * @param seed seeds the world
 * @param claims number of claims, from {@value #FEWEST_CLAIMS}
 */
record DemoPlan(long seed, int claims) {

    /** Below this the labels of the first part are too few to train a model that means something. */
    static final int FEWEST_CLAIMS = 400;

    DemoPlan {
        if (claims < FEWEST_CLAIMS) {
            throw new IllegalArgumentException(
                    "Expected at least " + FEWEST_CLAIMS + " claims, but got " + claims + ".");
        }
    }

    SimulatorSettings world() {
        return SimulatorSettings.of(seed, claims);
    }

    /**
     * Labels that set off the training: more than half, so that what settles afterwards cannot set off a second one, and the champion's error is
     * measured on claims that no model was ever trained on.
     */
    int labelsToTrain() {
        return claims * 52 / 100;
    }

    /**
     * Settled claims at which a model is trained by order, one after the other, while those before were refused: with few claims chance may speak
     * against a good model.
     */
    List<Integer> labelsToTrainAgain() {
        return List.of(claims * 68 / 100, claims * 84 / 100);
    }

    /** Settings that differ from the defaults. */
    Map<String, String> overrides() {
        return Map.of(
                "retrain.min-new-labels", Integer.toString(labelsToTrain()),
                "retrain.min-labels", Integer.toString(Math.min(200, labelsToTrain())),
                "retrain.check.interval", "500ms");
    }
}
