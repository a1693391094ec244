package io.claimstream.feedback.contest;

import io.claimstream.domain.claim.ClaimKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the list of contests, what is due first before the rest.
 *
 * @param insurer of one insurer; null for all
 * @param claim of one claim; null for all
 * @param states where they stand
 * @param overdueAt only those that are not answered and were due by then; null for all
 * @param after the last one of the page before; null for the first page
 * @param limit the most to answer with
 */
public record ContestSearch(
        @Nullable String insurer,
        @Nullable ClaimKey claim,
        Set<Contest.State> states,
        @Nullable Instant overdueAt,
        @Nullable Contest after,
        int limit) {

    public ContestSearch {
        states = Set.copyOf(states);
    }

    /** What is not answered. */
    public static final Set<Contest.State> UNANSWERED = Set.of(Contest.State.OPEN, Contest.State.IN_REVIEW);

    /** What is not answered, of an insurer or of all. */
    public static ContestSearch unanswered(@Nullable String insurer, int limit) {
        return new ContestSearch(insurer, null, UNANSWERED, null, null, limit);
    }

    /** Everything of a claim. */
    public static ContestSearch of(ClaimKey claim, int limit) {
        return new ContestSearch(claim.insurer(), claim, Set.of(Contest.State.values()), null, null, limit);
    }
}
