package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.amount;
import static io.claimstream.feedback.view.Column.bytes;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.share;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSummaries.Summed;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Facts;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table that claims are listed and searched by, one row for each. */
final class ClaimTable {

    private static final int AT_ONCE = 250;
    /** Beyond every time and amount that an event may say: what is not known comes last. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final BigDecimal NOTHING = new BigDecimal("-1.00");

    private static final Upsert CLAIMS = Upsert.replacing(
            "view_claim",
            List.of(id("insurer"), id("claim_id")),
            List.of(
                    integer("revision"),
                    text("status", 20),
                    time("submitted_at"),
                    id("line_of_business"),
                    text("currency", 10),
                    time("event_time"),
                    time("answer_due_at"),
                    id("score_id"),
                    text("score_currency", 10),
                    amount("estimate"),
                    amount("lower_end"),
                    amount("upper_end"),
                    amount("money_at_risk"),
                    id("model_version"),
                    time("scored_at"),
                    text("decision", 20),
                    amount("decided_amount"),
                    time("decided_at"),
                    share("confidence"),
                    text("answer", 20),
                    time("answered_at"),
                    id("decided_by"),
                    bytes("claim_order"),
                    time("due_order"),
                    amount("risk_order"),
                    amount("estimate_order")));
    private static final Upsert INSURERS = Upsert.ifAbsent("view_insurer", List.of(id("insurer")), List.of());

    /** Every table that is written here. */
    static final List<String> TABLES = Stream.concat(
                    Stream.of(CLAIMS.table(), INSURERS.table(), PaidTally.TABLE, WaitingReasons.TABLE),
                    Arrays.stream(Tally.values()).map(Tally::table))
            .toList();

    private ClaimTable() {}

    /** Sums some claims up, each named once, within the handle's transaction. */
    static void write(Handle handle, List<ClaimKey> claims) {
        for (int from = 0; from < claims.size(); from += AT_ONCE) {
            writeSome(handle, claims.subList(from, Math.min(from + AT_ONCE, claims.size())));
        }
    }

    private static void writeSome(Handle handle, Collection<ClaimKey> claims) {
        List<Row> rows = new ArrayList<>();
        List<Row> insurers = new ArrayList<>();
        List<Summed> summed = ClaimSummaries.of(handle, claims);
        WaitingReasons waiting = new WaitingReasons();
        for (Summed claim : summed) {
            Row row = row(claim);
            rows.add(row);
            waiting.add(claim, row);
            insurers.add(new Row().with("insurer", claim.claim().key().insurer()));
        }
        FigureTables.write(handle, summed);
        CLAIMS.write(handle, rows);
        INSURERS.write(handle, insurers);
        waiting.write(handle);
    }

    private static Row row(Summed summed) {
        ClaimSummary claim = summed.claim();
        @Nullable Facts facts = claim.facts();
        Row row = new Row()
                .with("insurer", claim.key().insurer())
                .with("claim_id", claim.key().claimId())
                .with("revision", claim.revision())
                .with("status", claim.status().name())
                .with("submitted_at", claim.submittedAt())
                .with("claim_order", claim.key().claimId().getBytes(StandardCharsets.US_ASCII))
                .with("due_order", NEVER);
        if (facts != null) {
            row.with("line_of_business", facts.lineOfBusiness())
                    .with("currency", facts.currency())
                    .with("event_time", facts.eventTime())
                    .with("answer_due_at", facts.answerDueAt())
                    .with("due_order", Optional.ofNullable(facts.answerDueAt()).orElse(NEVER));
        }
        scored(row, claim.score());
        row.with("confidence", summed.confidence());
        return decided(answered(row, summed.answer()), claim.decision());
    }

    private static Row answered(Row row, Decision answer) {
        return answer.verdict() == Verdict.OPEN
                ? row
                : row.with("answer", answer.verdict().name()).with("answered_at", answer.at());
    }

    private static void scored(Row row, @Nullable Scored score) {
        row.with("estimate_order", NOTHING).with("risk_order", NOTHING);
        if (score != null) {
            row.with("score_id", score.scoreId())
                    .with("score_currency", score.currency())
                    .with("estimate", score.estimate())
                    .with("estimate_order", score.estimate())
                    .with("lower_end", score.lower())
                    .with("upper_end", score.upper())
                    .with("money_at_risk", score.moneyAtRisk())
                    .with("risk_order", Optional.ofNullable(score.moneyAtRisk()).orElse(NOTHING))
                    .with("model_version", score.modelVersion())
                    .with("scored_at", score.scoredAt());
        }
    }

    private static Row decided(Row row, @Nullable Decision decision) {
        return decision == null
                ? row
                : row.with("decision", decision.verdict().name())
                        .with("decided_amount", decision.amount())
                        .with("decided_at", decision.at())
                        .with("decided_by", decision.by());
    }
}
