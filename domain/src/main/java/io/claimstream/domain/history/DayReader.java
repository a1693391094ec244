package io.claimstream.domain.history;

import io.claimstream.event.HistoryDay;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Reads the day buckets of one history. */
public interface DayReader {

    /** The bucket of a day; empty when there is none. */
    Optional<HistoryDay> at(int day);

    /** Shows the buckets up to and including a day, newest first, as long as the visitor answers true. */
    void newestFirst(int day, BiPredicate<Integer, HistoryDay> visitor);
}
