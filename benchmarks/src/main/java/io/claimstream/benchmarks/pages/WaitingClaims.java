package io.claimstream.benchmarks.pages;

import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Claims of one insurer that all wait for a person, in the embedded database as the projection writes them. */
final class WaitingClaims {

    static final String INSURER = "acme";

    private static final int AT_ONCE = 20_000;
    private static final String SUBMITTED =
            "dateadd('SECOND', -1 - mod(x * 7919, 30) * 86400 - mod(x * 104729, 86400), current_timestamp)";
    private static final String DUE =
            "dateadd('SECOND', mod(x * 31, 40) * 86400 + mod(x * 104729, 86400) - 5 * 86400, current_timestamp)";
    private static final String CLAIMS =
            """
            insert into view_claim (insurer, claim_id, revision, status, submitted_at, line_of_business, currency, event_time, answer_due_at,
              score_id, estimate, lower_end, upper_end, money_at_risk, model_version, scored_at, decision, confidence,
              claim_order, due_order, risk_order, estimate_order)
            select 'acme', 'c-' || x, 1, 'SCORED', %1$s, case when mod(x, 3) = 0 then 'MOTOR_DAMAGE' else 'MOTOR_INJURY' end, 'GBP', %1$s, %2$s,
              's-' || x, 100 + mod(x * 31, 90000), 50, 100 + mod(x * 17, 50000), 50 + mod(x * 17, 50000), 'm-1', %1$s, 'OPEN', 0.8,
              cast(stringtoutf8('c-' || x) as bytea), %2$s, 50 + mod(x * 17, 50000), 100 + mod(x * 31, 90000)
            from system_range(:from, :to) as n(x)
            """
                    .formatted(SUBMITTED, DUE);
    /** A wide interval in every fifth. */
    private static final String REASONS =
            """
            insert into view_waiting_reason (insurer, claim_id, reason, line_of_business, currency, due_order, risk_order)
            select insurer, claim_id, 'TOO_UNCERTAIN', line_of_business, currency, due_order, risk_order
            from view_claim where mod(cast(substring(claim_id, 3) as integer), 5) = 0
            """;

    private final Jdbi jdbi;
    private final int claims;
    private final Random random = new Random(7);

    private WaitingClaims(Jdbi jdbi, int claims) {
        this.jdbi = jdbi;
        this.claims = claims;
    }

    static WaitingClaims fill(Jdbi jdbi, int claims) {
        jdbi.useHandle(handle -> {
            handle.execute("insert into view_insurer (insurer) values (?)", INSURER);
            for (int from = 1; from <= claims; from += AT_ONCE) {
                insert(handle, from, Math.min(from + AT_ONCE - 1, claims));
            }
            handle.execute(REASONS);
            handle.execute("analyze");
        });
        return new WaitingClaims(jdbi, claims);
    }

    /** The reference: one row by its primary key. */
    void readOne() {
        jdbi.useHandle(
                handle -> handle.createQuery("select * from view_claim where insurer = :insurer and claim_id = :id")
                        .bind("insurer", INSURER)
                        .bind("id", "c-" + (1 + random.nextInt(claims)))
                        .mapToMap()
                        .findOne());
    }

    private static void insert(Handle handle, int from, int to) {
        handle.createUpdate(CLAIMS)
                .bind("from", (long) from)
                .bind("to", (long) to)
                .execute();
    }
}
