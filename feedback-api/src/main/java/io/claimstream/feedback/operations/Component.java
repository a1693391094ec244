package io.claimstream.feedback.operations;

/**
 * A part of Claimstream and how it is, in words.
 *
 * @param name of the part
 * @param state how it is
 * @param words what is known of it
 * @param todo what to do; blank for nothing
 */
public record Component(String name, State state, String words, String todo) {

    /** How a part is. */
    public enum State {
        /** It works. */
        UP,
        /** It works, but somebody should look. */
        CARE,
        /** It does not work. */
        DOWN,
        /** Nobody knows. */
        UNKNOWN
    }
}
