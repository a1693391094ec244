package io.claimstream.feedback.exercise;

import io.claimstream.feedback.Facts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/** Rows of claims as the read model has them, estimated at 1,200.00 with an interval of 900.00 to 1,600.00 an hour before {@link Facts#NOW}, for tests. */
public final class SettledRows {

    public static final String MODEL = "m-0123456789ab";

    private static final Instant SCORED = Facts.NOW.minusSeconds(3_600);

    private final Jdbi jdbi;

    public SettledRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A claim that was scored by a model and then paid. */
    public void settled(String claimId, String paid) {
        score(claimId, 1, "1200.00", MODEL, SCORED);
        claim(claimId, paid);
        feedback(claimId, "SETTLED", "upstream", paid);
    }

    void claim(String claimId, String paid) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_claim (insurer, claim_id, revision, status, submitted_at, currency, decision,"
                        + " decided_amount, claim_order, due_order, risk_order, estimate_order)"
                        + " values ('acme', ?, 1, 'SCORED', ?, 'GBP', 'SETTLED', ?, ?, ?, 0, 0)",
                claimId,
                SCORED.atOffset(ZoneOffset.UTC),
                new BigDecimal(paid),
                claimId.getBytes(StandardCharsets.UTF_8),
                SCORED.atOffset(ZoneOffset.UTC)));
    }

    void score(String claimId, int revision, String estimate, String model, Instant at) {
        BigDecimal median = new BigDecimal(estimate);
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                        + " lower_end, upper_end, model_version, scored_at, document)"
                        + " values (?, 'acme', ?, ?, 'MOTOR_INJURY', 'GBP', ?, ?, ?, ?, ?, '{}')",
                Facts.scoreId(claimId, revision),
                claimId,
                revision,
                median,
                median.multiply(new BigDecimal("0.75")),
                median.multiply(new BigDecimal("4")).divide(new BigDecimal("3"), 2, RoundingMode.HALF_EVEN),
                model,
                at.atOffset(ZoneOffset.UTC)));
    }

    void feedback(String claimId, String kind, String actor, String amount) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into view_feedback (feedback_id, insurer, claim_id, kind, amount, actor, event_time, recorded_at)"
                        + " values (?, 'acme', ?, ?, ?, ?, ?, ?)",
                kind + "-" + claimId,
                claimId,
                kind,
                new BigDecimal(amount),
                actor,
                Facts.NOW.atOffset(ZoneOffset.UTC),
                Facts.NOW.atOffset(ZoneOffset.UTC)));
    }
}
