package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.figures.Agreement;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim in a list.
 *
 * @param key its identity
 * @param revision its newest revision
 * @param status what became of that revision
 * @param submittedAt when that revision was first seen
 * @param facts what was accepted; null before anything was
 * @param score score of its newest scored revision, or null
 * @param decision what people said of that score; null without a score
 */
public record ClaimSummary(
        ClaimKey key,
        int revision,
        Claim.Status status,
        Instant submittedAt,
        @Nullable Facts facts,
        @Nullable Scored score,
        @Nullable Decision decision) {

    /** What is known of an accepted revision. */
    public record Facts(
            String lineOfBusiness, String currency, @Nullable Instant eventTime, @Nullable Instant answerDueAt) {}

    /**
     * A score in a list.
     *
     * @param currency ISO 4217 code of its amounts, which a later revision may have corrected in the facts
     * @param lower lower end of the interval, or null
     * @param upper upper end of the interval, or null
     */
    public record Scored(
            String scoreId,
            String currency,
            BigDecimal estimate,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            String modelVersion,
            Instant scoredAt) {

        /** Upper less lower end; null without an interval. */
        public @Nullable BigDecimal moneyAtRisk() {
            return lower == null || upper == null ? null : upper.subtract(lower);
        }
    }

    /** What people said of a score. */
    public enum Verdict {
        /** Nothing that stands. */
        OPEN,
        /** An adjuster agrees. */
        ACCEPTED,
        /** An adjuster says another amount. */
        CORRECTED,
        /** It was paid. */
        SETTLED
    }

    /**
     * What people said of a score.
     *
     * @param amount the amount that they gave; null when open or agreed with
     * @param at event time of what they said; null when open
     * @param by who said it, {@code policy:<insurer>@<version>} for a policy; null when open
     */
    public record Decision(Verdict verdict, @Nullable BigDecimal amount, @Nullable Instant at, @Nullable String by) {

        /** Begins the name of a policy that accepted, where else a person's stands. */
        public static final String POLICY = Agreement.POLICY;

        static final Decision NONE = new Decision(Verdict.OPEN, null, null, null);
    }
}
