package io.claimstream.domain.history;

import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history of an entity in the currency of a claim, as a new revision of it sees it. Pure. */
public final class Snapshots {

    private static final int SHORT_WINDOW_DAYS = 90;
    private static final int LONG_WINDOW_DAYS = 365;

    private Snapshots() {}

    /**
     * The snapshot that an event asks for, taken after its retraction and before its addition, so that a claim never counts itself. Windows
     * are (day − 90, day] and (day − 365, day] by the event day of the revision.
     *
     * @param days the buckets before the event
     * @param history where the event stands on claims.history.v1
     * @return empty when the event asks for none
     */
    public static Optional<SnapshotTaken> take(HistoryEvent event, DayReader days, RecordRef history) {
        if (!event.getSnapshotWanted()) {
            return Optional.empty();
        }
        int day = event.getAdded().orElseThrow().getClaimDay();
        Window window = new Window(day, HistoryDays.retraction(event));
        days.newestFirst(day, window::visit);
        return Optional.of(SnapshotTaken.newBuilder()
                .setInsurer(event.getInsurer())
                .setClaimId(event.getClaimId())
                .setRevision(event.getRevision())
                .setSnapshot(window.snapshot(event, history))
                .build());
    }

    /** Sums the buckets of the windows on the way back in time. */
    private static final class Window {

        private final int day;
        private final Map<Integer, HistoryDay> retraction;
        private HistoryDay shortSum = HistoryDays.EMPTY;
        private HistoryDay longSum = HistoryDays.EMPTY;
        private @Nullable Integer lastClaimDay;

        Window(int day, Map<Integer, HistoryDay> retraction) {
            this.day = day;
            this.retraction = retraction;
        }

        /** Adds a bucket; false when nothing before it can matter. */
        boolean visit(int bucketDay, HistoryDay stored) {
            HistoryDay bucket = HistoryDays.plus(stored, retraction.getOrDefault(bucketDay, HistoryDays.EMPTY));
            long age = (long) day - bucketDay;
            if (age < SHORT_WINDOW_DAYS) {
                shortSum = HistoryDays.plus(shortSum, bucket);
            }
            if (age < LONG_WINDOW_DAYS) {
                longSum = HistoryDays.plus(longSum, bucket);
            }
            if (lastClaimDay == null && bucket.getClaims() > 0) {
                lastClaimDay = bucketDay;
            }
            return age < LONG_WINDOW_DAYS || lastClaimDay == null;
        }

        EntitySnapshot snapshot(HistoryEvent event, RecordRef history) {
            return EntitySnapshot.newBuilder()
                    .setEntityKind(event.getEntityKind())
                    .setEntity(event.getEntity())
                    .setHistory(history)
                    .setClaims90(shortSum.getClaims())
                    .setClaimedPence90(shortSum.getClaimedPence())
                    .setSettledPence90(shortSum.getSettledPence())
                    .setSettledClaimedPence90(shortSum.getSettledClaimedPence())
                    .setClaims365(longSum.getClaims())
                    .setClaimedPence365(longSum.getClaimedPence())
                    .setSettledPence365(longSum.getSettledPence())
                    .setSettledClaimedPence365(longSum.getSettledClaimedPence())
                    .setDaysSinceLastClaim(lastClaimDay == null ? null : day - lastClaimDay)
                    .build();
        }
    }
}
