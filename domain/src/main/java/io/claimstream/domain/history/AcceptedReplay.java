package io.claimstream.domain.history;

import io.claimstream.domain.history.HistoryLog.ClaimRevision;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through claims.accepted.v1 once more, each partition in order, and gives each revision the histories that the log says it saw. Keeps two
 * numbers for each claim. One thread.
 */
public final class AcceptedReplay {

    private final HistoryLog history;
    private final Map<String, Integer> latest = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();

    /**
     * @param history the whole of claims.history.v1, applied already
     */
    public AcceptedReplay(HistoryLog history) {
        this.history = history;
    }

    /**
     * The next record of its partition with its snapshots; {@link Gathering#complete} makes features of it, or finds that a snapshot is not on
     * the log.
     *
     * @return empty for a revision that is no newer than one before: the stream makes no features of it
     */
    public Optional<PendingFeatures> next(ClaimAccepted claim, RecordRef accepted) {
        String key = claim.getInsurer() + "|" + claim.getClaimId();
        if (latest.getOrDefault(key, Integer.MIN_VALUE) >= claim.getRevision()) {
            return Optional.empty();
        }
        latest.put(key, claim.getRevision());
        int count = revisions.merge(key, 1, Integer::sum);
        PendingFeatures pending = Gathering.begin(claim, accepted, count);
        ClaimRevision revision = new ClaimRevision(claim.getInsurer(), claim.getClaimId(), claim.getRevision());
        for (EntitySnapshot snapshot : history.snapshotsFor(revision)) {
            pending = Gathering.add(pending, snapshot);
        }
        return Optional.of(pending);
    }
}
