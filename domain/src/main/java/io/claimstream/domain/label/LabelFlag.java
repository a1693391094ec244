package io.claimstream.domain.label;

import io.claimstream.event.LabelKind;
import java.util.Arrays;
import java.util.Optional;

/** What is doubtful about a label. A flag stands on the label itself, so that which labels train follows from the log alone. */
public enum LabelFlag {
    /** Adjusters contradict each other. */
    CONFLICTING(
            true,
            true,
            "Two adjusters corrected the same revision to different amounts, and nothing is settled. Each adjuster's last"
                    + " word that stands counts; an adjuster who changes their own mind contradicts nobody."),
    /** Nobody could mean this amount. */
    IMPLAUSIBLE_AMOUNT(
            true,
            true,
            "The amount is " + LabelChecks.FACTOR
                    + " times the greater of estimate and sum of the heads of loss or more,"
                    + " or the lesser divided by " + LabelChecks.FACTOR
                    + " or less: pence for pounds, or a digit too many."
                    + " Nothing (0.00) is not implausible."),
    /** The amount is the estimate. */
    COPIED_ESTIMATE(
            false,
            true,
            "The amount is the live estimate to the penny: as evidence it says no more than the model does. A settlement"
                    + " is flagged and trains, because it was paid."),
    /** Nobody could have thought about it. */
    ANSWERED_TOO_FAST(
            false,
            true,
            "A correction less than " + LabelChecks.LEAST_THOUGHT.toSeconds() + " seconds after the score was made. One"
                    + " dated before the score is not compared: its time is not that of a clock which saw the score.");

    private final boolean leavesOutSettlements;
    private final boolean leavesOutCorrections;
    private final String meaning;

    LabelFlag(boolean leavesOutSettlements, boolean leavesOutCorrections, String meaning) {
        this.leavesOutSettlements = leavesOutSettlements;
        this.leavesOutCorrections = leavesOutCorrections;
        this.meaning = meaning;
    }

    /** The flag of a code; empty when this build does not know it. */
    public static Optional<LabelFlag> of(String code) {
        return Arrays.stream(values()).filter(it -> it.name().equals(code)).findFirst();
    }

    /** Whether a label of a kind that carries this flag is not trained on. */
    public boolean leavesOut(LabelKind kind) {
        return kind == LabelKind.SETTLED ? leavesOutSettlements : leavesOutCorrections;
    }

    /** What it means, in plain words. */
    public String meaning() {
        return meaning;
    }
}
