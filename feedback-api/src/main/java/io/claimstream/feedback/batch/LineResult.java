package io.claimstream.feedback.batch;

import io.claimstream.domain.claim.ClaimKey;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line and what became of it.
 *
 * @param line its number, counted from 1
 * @param outcome what became of it
 * @param claim its claim; null for a line that cannot be read
 * @param revision the revision, counted from 1; 0 for a line that cannot be read
 * @param scored its score, or that of the record it repeats; null without one
 * @param problems why it cannot be read, was rejected, or died
 */
public record LineResult(
        int line,
        LineOutcome outcome,
        @Nullable ClaimKey claim,
        int revision,
        @Nullable Scored scored,
        List<LineProblem> problems) {

    public LineResult {
        problems = List.copyOf(problems);
    }

    /**
     * A live score in short.
     *
     * @param scoreId its id
     * @param currency ISO 4217 code of the amounts
     * @param estimate estimated settlement
     * @param lower lower end of the interval; null from the baseline
     * @param upper upper end of the interval; null from the baseline
     * @param confidence probability between 0 and 1 that the settlement is within 10 % of the estimate; null from the baseline
     */
    public record Scored(
            String scoreId,
            String currency,
            BigDecimal estimate,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            @Nullable Double confidence) {}
}
