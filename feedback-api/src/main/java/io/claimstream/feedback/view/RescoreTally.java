package io.claimstream.feedback.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far the scores of a roll back are done again.
 *
 * @param asked requests
 * @param done requests that a score answers
 * @param refused requests that a refusal answers
 * @param moved what the scores that are there change
 */
public record RescoreTally(long asked, long done, long refused, Moved moved) {

    /**
     * What new estimates change: each claim once, by the newest of its revisions that was asked for.
     *
     * @param claims claims that have both estimates
     * @param currency currency of the amounts; null for no claims
     * @param before sum of the live estimates
     * @param after sum of the new estimates
     */
    public record Moved(long claims, @Nullable String currency, BigDecimal before, BigDecimal after) {}

    public long pending() {
        return asked - done - refused;
    }
}
