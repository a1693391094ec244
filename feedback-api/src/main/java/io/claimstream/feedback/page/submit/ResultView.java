package io.claimstream.feedback.page.submit;

import java.util.List;

/**
 * What became of a claim that was sent.
 *
 * @param state what, in a word
 * @param title what, in a sentence
 * @param text what that means, and what to do next
 * @param amount the estimate; blank without one
 * @param interval how sure it is; blank without an estimate
 * @param broken rules that the claim breaks
 * @param claim address of the claim's page
 * @param revised address of the form for its next revision; blank where there is none yet
 * @param poll where to ask again; blank when there is nothing more to learn
 */
public record ResultView(
        State state,
        String title,
        String text,
        String amount,
        String interval,
        List<Broken> broken,
        String claim,
        String revised,
        String poll) {

    public ResultView {
        broken = List.copyOf(broken);
    }

    /** What became of it. */
    public enum State {
        SCORED,
        DUPLICATE,
        REJECTED,
        DEAD_LETTERED,
        PENDING
    }

    /** A rule that the claim breaks: the path of the field, what people call it, what was expected, and its code. */
    public record Broken(String path, String words, String message, String code) {}

    /** How it is marked. */
    public String look() {
        return switch (state) {
            case SCORED, DUPLICATE -> "good";
            case REJECTED, DEAD_LETTERED -> "bad";
            case PENDING -> "care";
        };
    }

    /** Whether the form is of no use any more. */
    public boolean isScored() {
        return state == State.SCORED || state == State.DUPLICATE;
    }
}
