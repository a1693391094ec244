package io.claimstream.benchmarks.search;

import io.claimstream.feedback.figures.AmountSketch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Fills the tallies that figures are read from with the sums over the claims, as the projection keeps them. */
final class ManySums {

    private static final String KEY = " insurer, line_of_business, currency, model_version, ";
    private static final String WAITING =
            """
            insert into view_tally_waiting (insurer, line_of_business, currency, submitted_on, due_on, claims, with_interval, money_at_risk)
            select insurer, line_of_business, currency, cast(submitted_at as date), cast(answer_due_at as date), count(*), count(*), sum(money_at_risk)
            from view_claim where decision = 'OPEN'
            group by insurer, line_of_business, currency, cast(submitted_at as date), cast(answer_due_at as date)
            """;
    private static final String ANSWERED =
            "insert into view_tally_answered (answered_on," + KEY + "accepted, corrected)"
                    + " select cast(answered_at as date)," + KEY
                    + " sum(case when answer = 'ACCEPTED' then 1 else 0 end), sum(case when answer = 'CORRECTED' then 1 else 0 end)"
                    + " from view_claim where answered_at is not null group by" + KEY + "cast(answered_at as date)";
    private static final String SETTLED = "insert into view_tally_settled (settled_on," + KEY
            + "claims, estimated, paid, absolute_error, above_zero, percentage_error, signed_error, with_interval, covered,"
            + " with_confidence, confidence, within_ten)"
            + " select cast(decided_at as date)," + KEY
            + " count(*), sum(estimate), sum(decided_amount), sum(abs(estimate - decided_amount)), count(*),"
            + " sum(abs(estimate - decided_amount) / decided_amount), sum((estimate - decided_amount) / decided_amount), count(*),"
            + " sum(case when decided_amount between lower_end and upper_end then 1 else 0 end), count(*),"
            + " sum(cast(confidence as numeric(30, 8))),"
            + " sum(case when abs(estimate - decided_amount) <= decided_amount / 10 then 1 else 0 end)"
            + " from view_claim where decision = 'SETTLED' group by" + KEY + "cast(decided_at as date)";
    /** Of a record of whose claim nothing is known but the insurer. */
    private static final String UNREAD = "insert into view_tally_record (ingested_on, what," + KEY + "records)"
            + " select cast(submitted_at as date), '%s', insurer, '', '', '', count(*) from view_claim where %s"
            + " group by insurer, cast(submitted_at as date)";

    private static final String ACCEPTED = "insert into view_tally_record (ingested_on, what," + KEY + "records)"
            + " select cast(submitted_at as date), 'ACCEPTED', insurer, line_of_business, currency, '', count(*)"
            + " from view_claim where status = 'SCORED'"
            + " group by insurer, line_of_business, currency, cast(submitted_at as date)";
    private static final String SCORED = "insert into view_tally_record (ingested_on, what," + KEY + "records)"
            + " select cast(submitted_at as date), 'SCORED'," + KEY + "count(*) from view_claim where status = 'SCORED'"
            + " group by" + KEY + "cast(submitted_at as date)";

    /** Buckets of the distribution of a month's amounts. */
    private static final int BUCKETS = 300;

    private static final int MONTHS = 28;
    private static final double RATIO = 1.02;

    private ManySums() {}

    static void fill(Handle handle) {
        handle.execute(WAITING);
        handle.execute(ANSWERED);
        handle.execute(SETTLED);
        handle.execute(UNREAD.formatted("SUBMITTED", "1 = 1"));
        handle.execute(UNREAD.formatted("REJECTED", "status = 'REJECTED'"));
        handle.execute(ACCEPTED);
        handle.execute(SCORED);
        payments(handle);
    }

    private static void payments(Handle handle) {
        AmountSketch amounts = AmountSketch.empty();
        for (int i = 0; i < BUCKETS; i++) {
            amounts = amounts.with(BigDecimal.valueOf(100 * StrictMath.pow(RATIO, i)), 1L + i % 7);
        }
        LocalDate month = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < MONTHS; i++) {
            for (String insurer : ManyClaims.INSURERS) {
                for (String line : List.of("MOTOR_DAMAGE", "MOTOR_INJURY")) {
                    handle.execute(
                            "insert into view_tally_paid values (?, ?, ?, 'GBP', ?, ?)",
                            month.plusMonths(i),
                            insurer,
                            line,
                            amounts.text(),
                            amounts.text());
                }
            }
        }
    }
}
