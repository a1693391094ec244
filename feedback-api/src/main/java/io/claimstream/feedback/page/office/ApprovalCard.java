package io.claimstream.feedback.page.office;

import io.claimstream.feedback.approval.Approval.State;
import java.util.List;

/**
 * Something that waits for a second person, or did, in words.
 *
 * @param title what is wanted
 * @param outcome what will happen
 * @param reason why whoever asked wants it; blank when they did not say
 * @param facts how it is and how it will be
 * @param link the page of what it is about
 * @param whyNot why the reader may not decide; blank when they may, and when it waits no more
 * @param isUnfinished whether it was approved and nothing was given yet, as when Kafka was away
 * @param isReaders whether the reader decided
 * @param by who decided; blank while nobody has
 * @param because why, in their words; blank when they did not say
 */
public record ApprovalCard(
        String id,
        String title,
        String outcome,
        String askedBy,
        String askedAt,
        String expiresAt,
        String reason,
        List<Fact> facts,
        String link,
        String linkLabel,
        State state,
        String whyNot,
        boolean isUnfinished,
        boolean isReaders,
        String by,
        String decidedAt,
        String because) {

    /** Something that is so before, and otherwise or the same after. */
    public record Fact(String name, String before, String after) {}

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    public boolean mayDecide() {
        return isWaiting() && whyNot.isEmpty();
    }

    /** Whether it is for the reader to approve it once more: what they approved was not given. */
    public boolean mayFinish() {
        return isUnfinished && isReaders;
    }

    /** The state in a word. */
    public String stateWord() {
        return switch (state) {
            case WAITING -> "Waits";
            case APPROVED -> isUnfinished ? "Approved, not done yet" : "Approved";
            case DECLINED -> "Declined";
            case EXPIRED -> "Nobody decided in time";
        };
    }
}
