package io.claimstream.features;

import io.claimstream.domain.history.ClaimHistory;
import io.claimstream.domain.history.DayReader;
import io.claimstream.domain.history.Gathering;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.domain.history.Snapshots;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import java.util.Optional;

/** The pure functions that the processors call; a test puts failing ones in their place. Thread-safe. */
interface FeatureRules {

    /** The rules of the domain. */
    FeatureRules V1 = new FeatureRules() {};

    default HistoryTransition accept(ClaimHistoryState state, ClaimAccepted claim) {
        return ClaimHistory.accept(state, claim);
    }

    default HistoryTransition feedback(ClaimHistoryState state, ClaimFeedback feedback) {
        return ClaimHistory.feedback(state, feedback);
    }

    default Optional<SnapshotTaken> snapshot(HistoryEvent event, DayReader days, RecordRef history) {
        return Snapshots.take(event, days, history);
    }

    default Optional<ClaimFeatures> complete(PendingFeatures pending) {
        return Gathering.complete(pending);
    }
}
