package io.claimstream.feedback.page.claim;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.QueueQuery;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Holding;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ReadModel;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The claim that is to be worked on after another: the first of the queue that the reader came from which the reader has, else the first that nobody has. It reads
 * the beginning of the queue only. Thread-safe.
 */
public final class NextClaim {

    private static final List<String> FILTER =
            List.of("sort", "insurer", "lineOfBusiness", "currency", "reviewReason", "assignee");

    /** A decided claim leaves lists a moment later: of two at least one is another. */
    private static final int LOOKED_AT = 2;

    private final ReadModel readModel;

    public NextClaim(ReadModel readModel) {
        this.readModel = readModel;
    }

    /** The filter of the queue in the address of a page, as it stands behind the question mark; blank for none. */
    public static String filter(Context context) {
        List<String> others = context.queryParamMap().keySet().stream()
                .filter(it -> !FILTER.contains(it))
                .toList();
        return Addresses.query(context, others);
    }

    /** The address of its page, which keeps the filter; empty when nothing waits there. */
    Optional<String> after(Context context, ClaimKey claim, Instant now) {
        String me = Authentication.caller(context).name();
        Optional<ClaimSearch> queue = QueueQuery.read(context, now);
        return queue.flatMap(it -> first(it, claim, new Holding(Optional.of(me), now)))
                .or(() -> queue.flatMap(it -> first(it, claim, new Holding(Optional.empty(), now))))
                .map(it -> Addresses.claim(it.insurer(), it.claimId()) + Addresses.behind(filter(context)));
    }

    private Optional<ClaimKey> first(ClaimSearch queue, ClaimKey but, Holding holder) {
        // What the reader asked for of holders stands: only where nothing was asked, claims of others are passed over.
        ClaimSearch search = queue.orHeld(holder).beginning(LOOKED_AT);
        return readModel.claims(search).claims().stream()
                .map(ClaimSummary::key)
                .filter(it -> !it.equals(but))
                .findFirst();
    }
}
