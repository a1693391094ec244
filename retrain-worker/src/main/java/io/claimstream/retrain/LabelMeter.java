package io.claimstream.retrain;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ScoredRevision;
import java.time.Instant;
import java.util.Collection;

/** Counts feedback as it is read and labels as they are written. Called by every stream thread. */
@FunctionalInterface
public interface LabelMeter {

    void written(ClaimLabelled label);

    /**
     * Feedback was read.
     *
     * @param scored what is known of the revisions of its claim
     * @param at when it came, as the broker stamped it
     */
    default void heard(ClaimFeedback feedback, Collection<ScoredRevision> scored, Instant at) {}
}
