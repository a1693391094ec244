package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.page.Amounts;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.claim.DecisionPanel.Typed;

/**
 * What came of a decision that was sent.
 *
 * @param words in a sentence
 * @param feedbackId what may be taken back at once; blank for nothing
 * @param isDecided whether the reader is done with the claim
 */
public record Done(String words, String feedbackId, boolean isDecided) {

    /**
     * What was recorded.
     *
     * @param panel the claim as it is then, where something was taken back
     */
    static Done of(String feedbackId, String kind, Typed typed, DecisionPanel panel, Reader reader) {
        return switch (kind) {
            case DecisionPages.ACCEPTED -> new Done("You agreed with " + panel.estimate() + ".", feedbackId, true);
            case DecisionPages.CORRECTED ->
                new Done(
                        "You corrected it to "
                                + Amounts.read(typed.amount())
                                        .map(it -> reader.money(it, panel.currency()))
                                        .orElse(typed.amount())
                                + ".",
                        feedbackId,
                        true);
            default ->
                new Done(
                        panel.decided().isEmpty()
                                ? "Taken back: the claim waits for a decision again."
                                : "Taken back. What was said before counts again: " + panel.decided(),
                        "",
                        false);
        };
    }

    /** The same, telling when a note was not kept. */
    Done withoutNote(boolean isLost) {
        return isLost
                ? new Done(words + " Your note was not kept: the claimant was erased.", feedbackId, isDecided)
                : this;
    }

    /** What waits for a second person. */
    static Done waiting(Approval approval, Reader reader) {
        String amount =
                approval.matter().fold(command -> "", decision -> reader.money(decision.amount(), decision.currency()));
        return new Done(
                amount
                        + " is more than you may decide alone. Nothing is recorded yet: somebody with a higher limit has to"
                        + " confirm it by " + reader.time(approval.expiresAt()) + " (" + approval.approvalId() + ").",
                "",
                true);
    }
}
