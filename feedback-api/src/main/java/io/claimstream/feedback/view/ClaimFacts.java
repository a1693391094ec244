package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.figures.SettledSums.Stated;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Facts;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What figures are made of a claim that is scored: what its row in view_claim says. Immutable.
 *
 * @param key whose claim it is
 * @param lineOfBusiness line of business
 * @param currency ISO 4217 code
 * @param submittedAt when its newest revision was first seen
 * @param dueAt when an answer is due, or null
 * @param modelVersion what made its current score
 * @param score that score
 * @param decision what people said of it, a settlement before all else
 * @param answer the last word of a person on it, whatever was paid since
 */
record ClaimFacts(
        ClaimKey key,
        String lineOfBusiness,
        String currency,
        Instant submittedAt,
        @Nullable Instant dueAt,
        String modelVersion,
        Stated score,
        Decision decision,
        Decision answer) {

    /** What was read of a claim; empty until it is accepted and scored. */
    static Optional<ClaimFacts> of(ClaimSummary claim, @Nullable Double confidence, Decision answer) {
        @Nullable Facts facts = claim.facts();
        @Nullable Scored score = claim.score();
        @Nullable Decision decision = claim.decision();
        return facts == null || score == null || decision == null
                ? Optional.empty()
                : Optional.of(new ClaimFacts(
                        claim.key(),
                        facts.lineOfBusiness(),
                        facts.currency(),
                        claim.submittedAt(),
                        facts.answerDueAt(),
                        score.modelVersion(),
                        new Stated(score.estimate(), score.lower(), score.upper(), confidence),
                        decision,
                        answer));
    }

    /** What a row of view_claim says; empty unless accepted and scored. */
    static Optional<ClaimFacts> of(ResultSet row) throws SQLException {
        @Nullable String line = row.getString("line_of_business");
        @Nullable String version = row.getString("model_version");
        @Nullable String verdict = row.getString("decision");
        if (line == null || version == null || verdict == null) {
            return Optional.empty();
        }
        @Nullable String answer = row.getString("answer");
        return Optional.of(new ClaimFacts(
                Rows.claim(row),
                line,
                Rows.text(row, "currency"),
                Rows.time(row, "submitted_at"),
                Rows.timeOrNull(row, "answer_due_at"),
                version,
                new Stated(
                        Objects.requireNonNull(row.getBigDecimal("estimate")),
                        row.getBigDecimal("lower_end"),
                        row.getBigDecimal("upper_end"),
                        Rows.decimal(row, "confidence")),
                new Decision(
                        Verdict.valueOf(verdict),
                        row.getBigDecimal("decided_amount"),
                        Rows.timeOrNull(row, "decided_at"),
                        row.getString("decided_by")),
                answer == null
                        ? Decision.NONE
                        : new Decision(Verdict.valueOf(answer), null, Rows.timeOrNull(row, "answered_at"), null)));
    }

    /** Upper less lower end; null without an interval. */
    @Nullable
    BigDecimal moneyAtRisk() {
        return score.lower() == null || score.upper() == null
                ? null
                : score.upper().subtract(score.lower());
    }
}
