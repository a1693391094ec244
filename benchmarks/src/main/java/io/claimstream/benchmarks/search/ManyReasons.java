package io.claimstream.benchmarks.search;

import org.jdbi.v3.core.Handle;

/** Fills what the review queue is filtered by: the reasons of the claims that wait, as the projection keeps them, and who has some of these claims. */
final class ManyReasons {

    /** Adjusters that have claims. */
    static final int ADJUSTERS = 50;

    /** A wide interval in every fifth of the claims that wait, an unseen category in every third: some have both, some neither. */
    private static final String REASONS =
            """
            insert into view_waiting_reason (insurer, claim_id, reason, line_of_business, currency, due_order, risk_order)
            select insurer, claim_id, '%s', line_of_business, currency, due_order, risk_order
            from view_claim where decision = 'OPEN' and mod(cast(substring(claim_id, 3) as integer) / 20, %d) = 0
            """;
    /** One claim in ten that wait is someone's, for longer than the benchmark lasts. */
    private static final String ASSIGNMENTS =
            """
            insert into record_assignment (insurer, claim_id, version, assignee, leased_until)
            select insurer, claim_id, 1, 'user:' || mod(cast(substring(claim_id, 3) as integer) / 200, %d),
              timestamp with time zone '2100-01-01 00:00:00+00'
            from view_claim where decision = 'OPEN' and mod(cast(substring(claim_id, 3) as integer) / 20, 10) = 0
            """;

    private ManyReasons() {}

    static void fill(Handle handle) {
        handle.execute(REASONS.formatted("TOO_UNCERTAIN", 5));
        handle.execute(REASONS.formatted("UNSEEN_CATEGORY", 3));
        handle.execute(ASSIGNMENTS.formatted(ADJUSTERS));
    }
}
