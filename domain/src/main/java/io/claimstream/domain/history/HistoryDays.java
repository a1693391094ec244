package io.claimstream.domain.history;

import io.claimstream.event.Contribution;
import io.claimstream.event.HistoryDay;
import io.claimstream.event.HistoryEvent;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Arithmetic of day buckets: sums of whole numbers, so that the order of changes does not matter. Pure. */
public final class HistoryDays {

    /** The bucket of a day without history; stores hold no such bucket. */
    public static final HistoryDay EMPTY = new HistoryDay(0, 0L, 0, 0L, 0L);

    private HistoryDays() {}

    /** The buckets that an event changes, as they are afterwards; {@link #EMPTY} for one that is to be deleted. */
    public static SortedMap<Integer, HistoryDay> after(HistoryEvent event, DayReader days) {
        SortedMap<Integer, HistoryDay> changes = retraction(event);
        event.getAdded().ifPresent(added -> collect(added, 1, changes));
        SortedMap<Integer, HistoryDay> after = new TreeMap<>();
        changes.forEach((day, change) -> after.put(day, plus(days.at(day).orElse(EMPTY), change)));
        return after;
    }

    /** What the retraction of an event adds to the buckets: negative numbers. */
    static SortedMap<Integer, HistoryDay> retraction(HistoryEvent event) {
        SortedMap<Integer, HistoryDay> changes = new TreeMap<>();
        event.getRetracted().ifPresent(retracted -> collect(retracted, -1, changes));
        return changes;
    }

    static HistoryDay plus(HistoryDay one, HistoryDay other) {
        return new HistoryDay(
                one.getClaims() + other.getClaims(),
                one.getClaimedPence() + other.getClaimedPence(),
                one.getSettledClaims() + other.getSettledClaims(),
                one.getSettledPence() + other.getSettledPence(),
                one.getSettledClaimedPence() + other.getSettledClaimedPence());
    }

    private static void collect(Contribution contribution, int sign, Map<Integer, HistoryDay> changes) {
        long claimed = sign * contribution.getClaimedPence();
        changes.merge(contribution.getClaimDay(), new HistoryDay(sign, claimed, 0, 0L, 0L), HistoryDays::plus);
        contribution
                .getSettledDay()
                .ifPresent(day -> changes.merge(
                        day,
                        new HistoryDay(
                                0,
                                0L,
                                sign,
                                sign * contribution.getSettledPence().orElseThrow(),
                                claimed),
                        HistoryDays::plus));
    }
}
