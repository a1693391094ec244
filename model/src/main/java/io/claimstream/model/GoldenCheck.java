package io.claimstream.model;

import io.claimstream.model.engine.ScoringEngine;
import java.util.Optional;

/** Compares an engine with the golden rows of a manifest, bit for bit: engines agree on margins. */
final class GoldenCheck {

    private GoldenCheck() {}

    /** The first difference in plain words; empty when there is none. */
    static Optional<String> difference(ModelManifest manifest, ScoringEngine engine) {
        int place = 0;
        for (GoldenRow golden : manifest.goldenRows()) {
            float margin = engine.margin(golden.row());
            if (Float.floatToIntBits(margin) != Float.floatToIntBits(golden.margin())) {
                return Optional.of(
                        "golden row " + place + " expected " + golden.margin() + ", but it scored " + margin);
            }
            place++;
        }
        return place == 0 ? Optional.of("the manifest has no golden rows") : Optional.empty();
    }
}
