package io.claimstream.feedback.page.queue;

import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.QueueQuery;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ReadModel;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How many claims came into a queue since a page of it was made. It reads the newest claims only, so it costs the same however long the queue is. The reason for
 * a review is left out of the question: no index has the newest claims by it. Thread-safe.
 */
final class Arrivals {

    /** The most that is counted. */
    static final int MOST = 99;

    private static final String SINCE = "since";

    private final ReadModel readModel;

    Arrivals(ReadModel readModel) {
        this.readModel = readModel;
    }

    /** The question for {@link #since}, as it stands behind the question mark: the filter of this page, and the newest claim that waits now. */
    String query(Context context, Instant now) {
        Instant newest = search(context, now, Optional.empty(), 1).stream()
                .findFirst()
                .map(ClaimSummary::submittedAt)
                .orElse(now);
        String filter = Addresses.query(context, List.of("after", "sort", "limit", SINCE));
        return SINCE + "=" + newest + (filter.isEmpty() ? "" : "&" + filter);
    }

    /** How many came; one more than {@value #MOST} when there are more. */
    int since(Context context, Instant now) {
        Optional<Instant> after = Query.time(context, SINCE).map(it -> it.plus(1, ChronoUnit.MICROS));
        return search(context, now, after.or(() -> Optional.of(now)), MOST + 1).size();
    }

    private List<ClaimSummary> search(Context context, Instant now, Optional<Instant> from, int limit) {
        return QueueQuery.read(context, now)
                .map(it -> it.newest(from).beginning(limit))
                .map(it -> readModel.claims(it).claims())
                .orElse(List.of());
    }
}
