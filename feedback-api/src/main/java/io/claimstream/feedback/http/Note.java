package io.claimstream.feedback.http;

/**
 * The note of a feedback, as far as it can be read.
 *
 * @param state whether it can be
 * @param text what it says; empty unless it is opened
 */
public record Note(State state, String text) {

    /** Whether a note can be read. */
    public enum State {
        OPENED,
        /** The key of the claimant was destroyed. */
        ERASED,
        /** It does not open: its key is missing here, or it is not what was sealed. */
        UNREADABLE
    }

    /** What people are shown. */
    public String words() {
        return words("note");
    }

    /** The same, of something else that is sealed as a note is. */
    String words(String what) {
        return switch (state) {
            case OPENED -> text;
            case ERASED -> "The " + what + " was erased.";
            case UNREADABLE -> "There is a " + what + " that cannot be opened here.";
        };
    }
}
