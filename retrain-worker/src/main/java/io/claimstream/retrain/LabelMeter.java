package io.claimstream.retrain;

import io.claimstream.event.ClaimLabelled;

/** Counts labels as they are written. Called by every stream thread. */
@FunctionalInterface
public interface LabelMeter {

    void written(ClaimLabelled label);
}
