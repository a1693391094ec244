package io.claimstream.benchmarks.search;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills the table that claims are listed by, with claims of four insurers over two years: of a hundred, two are rejected, five wait for a person, the others are
 * settled. What stands beside it is made by {@link ManySums}, {@link ManyReasons} and {@link ManySettled}.
 */
final class ManyClaims {

    static final List<String> INSURERS = List.of("acme", "borough", "cathedral", "dale");

    /** The day after the last claim. */
    static final LocalDate TODAY = LocalDate.of(2025, 12, 31);

    private static final int AT_ONCE = 20_000;
    private static final String BEGIN = "timestamp with time zone '2024-01-01 12:00:00+00'";
    /** Of the claim x: five in eight are of the first. */
    static final String INSURER =
            "case mod(x, 8) when 0 then 'borough' when 1 then 'cathedral' when 2 then 'dale' else 'acme' end";

    private static final String WAITS = "mod(x, 20) = 1 and mod(x, 50) <> 0";
    private static final String SETTLED = "mod(x, 20) <> 1 and mod(x, 50) <> 0";

    private ManyClaims() {}

    static void fill(Jdbi jdbi, Dialect dialect, int claims) {
        String sql = rows(dialect);
        jdbi.useHandle(handle -> {
            INSURERS.forEach(insurer -> handle.execute("insert into view_insurer (insurer) values (?)", insurer));
            List<TableIndexes> indexes = Stream.of("view_claim", "view_settled")
                    .map(it -> TableIndexes.of(handle, dialect, it))
                    .toList();
            indexes.forEach(it -> it.takeAway(handle));
            for (int from = 1; from <= claims; from += AT_ONCE) {
                int to = Math.min(from + AT_ONCE - 1, claims);
                insert(handle, sql, from, to);
                ManySettled.fill(handle, dialect, from, to);
            }
            indexes.forEach(it -> it.makeAgain(handle));
            ManySums.fill(handle);
            ManyReasons.fill(handle);
            ManySettled.erase(handle);
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

    private static void insert(Handle handle, String sql, int from, int to) {
        handle.createUpdate(sql).bind("from", (long) from).bind("to", (long) to).execute();
    }

    /** Claims come in over 730 days, are due 5 to 60 days later, are answered after 3 days and settled after 60 to 119. */
    private static String rows(Dialect dialect) {
        String submitted = dialect.later(BEGIN, "mod(x * 7919, 730) * 86400 + mod(x * 104729, 20000)");
        String due = dialect.later(submitted, "(5 + mod(x * 31, 56)) * 86400");
        String scored = "mod(x, 50) <> 0";
        return """
                insert into view_claim (insurer, claim_id, revision, status, submitted_at, line_of_business, currency, event_time, answer_due_at,
                  score_id, estimate, lower_end, upper_end, money_at_risk, model_version, scored_at, decision, decided_amount, decided_at, confidence,
                  answer, answered_at, claim_order, due_order, risk_order, estimate_order)
                select %10$s,
                  'c-' || x, 1, case when %1$s then 'SCORED' else 'REJECTED' end, %2$s,
                  case when mod(x, 3) = 0 then 'MOTOR_DAMAGE' else 'MOTOR_INJURY' end, 'GBP', %2$s, %3$s,
                  's-' || x, 100 + mod(x * 31, 90000), 50, 100 + mod(x * 17, 50000), 50 + mod(x * 17, 50000),
                  case when mod(x, 2) = 0 then 'm-1' else 'm-2' end, %2$s,
                  case when %4$s then 'OPEN' when %5$s then 'SETTLED' end,
                  case when %5$s then 100 + mod(x * 37, 90000) end, case when %5$s then %6$s end, 0.8,
                  case when %5$s and mod(x, 3) = 0 then 'ACCEPTED' when %5$s and mod(x, 3) = 1 then 'CORRECTED' end,
                  case when %5$s and mod(x, 3) <> 2 then %7$s end,
                  %8$s, %3$s, 50 + mod(x * 17, 50000), 100 + mod(x * 31, 90000)
                from %9$s
                """
                .formatted(
                        scored,
                        submitted,
                        due,
                        WAITS,
                        SETTLED,
                        dialect.later(submitted, "(60 + mod(x, 60)) * 86400"),
                        dialect.later(submitted, "3 * 86400"),
                        dialect.bytes("'c-' || x"),
                        dialect.numbers(),
                        INSURER);
    }
}
