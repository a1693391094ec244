package io.claimstream.benchmarks.search;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Fills the table that claims are listed by, with claims of four insurers over two years. */
final class ManyClaims {

    static final List<String> INSURERS = List.of("acme", "borough", "cathedral", "dale");

    private static final int AT_ONCE = 20_000;
    private static final String ROWS =
            """
            insert into view_claim (insurer, claim_id, revision, status, submitted_at, line_of_business, currency, event_time, answer_due_at,
              score_id, estimate, lower_end, upper_end, money_at_risk, model_version, scored_at, decision, claim_order, due_order, risk_order, estimate_order)
            select case mod(x, 8) when 0 then 'borough' when 1 then 'cathedral' when 2 then 'dale' else 'acme' end,
              'c-' || x, 1, case when mod(x, 50) = 0 then 'REJECTED' else 'SCORED' end,
              dateadd('SECOND', mod(x * 7919, 63072000), timestamp with time zone '2024-01-01 00:00:00+00'),
              case when mod(x, 3) = 0 then 'MOTOR_DAMAGE' else 'MOTOR_INJURY' end, 'GBP',
              timestamp with time zone '2024-01-01 00:00:00+00', null, 's-' || x, 100 + mod(x * 31, 90000), 50, 100 + mod(x * 17, 50000),
              50 + mod(x * 17, 50000), 'm-1', timestamp with time zone '2024-01-01 00:00:00+00',
              case when mod(x, 50) = 0 then null when mod(x, 20) = 1 then 'OPEN' else 'SETTLED' end,
              cast(stringtoutf8('c-' || x) as bytea),
              dateadd('SECOND', mod(x * 104729, 63072000), timestamp with time zone '2024-02-01 00:00:00+00'),
              50 + mod(x * 17, 50000), 100 + mod(x * 31, 90000)
            from system_range(:from, :to)
            """;

    private ManyClaims() {}

    static void fill(Jdbi jdbi, int claims) {
        jdbi.useHandle(handle -> {
            INSURERS.forEach(insurer -> handle.execute("insert into view_insurer (insurer) values (?)", insurer));
            for (int from = 1; from <= claims; from += AT_ONCE) {
                insert(handle, from, Math.min(from + AT_ONCE - 1, claims));
            }
            handle.execute("analyze");
        });
    }

    /** One claim moves on: its newest revision comes in now. */
    static void change(Jdbi jdbi, long claim) {
        jdbi.useHandle(handle -> handle.createUpdate("update view_claim set revision = revision + 1,"
                        + " submitted_at = current_timestamp where claim_id = :id and insurer in (<insurers>)")
                .bindList("insurers", INSURERS)
                .bind("id", "c-" + claim)
                .execute());
    }

    private static void insert(Handle handle, int from, int to) {
        handle.createUpdate(ROWS)
                .bind("from", (long) from)
                .bind("to", (long) to)
                .execute();
    }
}
