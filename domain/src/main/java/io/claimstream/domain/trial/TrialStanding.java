package io.claimstream.domain.trial;

import java.util.Locale;

/**
 * How a trial stands.
 *
 * @param settled settled claims that both estimated
 * @param judged those that count: the first of each claimant
 * @param championError mean error of the champion on those that count, single ones at most 1; 0 before any
 * @param challengerError that of the challenger
 * @param evidence how much speaks for the challenger; 1 before any claim
 * @param threshold evidence that is proof
 */
public record TrialStanding(
        int settled, int judged, double championError, double challengerError, double evidence, double threshold) {

    /** Whether the challenger is better beyond chance, however often this was asked before. */
    public boolean isProven() {
        return evidence >= threshold;
    }

    /** The figures in plain words. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "error %.3f against %.3f of the champion on %d settled claims of as many claimants (%d settled claims in all), evidence %.3g of %.3g",
                challengerError,
                championError,
                judged,
                settled,
                evidence,
                threshold);
    }
}
