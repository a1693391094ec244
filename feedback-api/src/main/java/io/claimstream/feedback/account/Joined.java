package io.claimstream.feedback.account;

import org.jspecify.annotations.Nullable;

/**
 * What came of taking an invitation up.
 *
 * @param user the new account; null unless {@link Outcome#DONE}
 */
public record Joined(Outcome outcome, @Nullable User user) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        /** There is no such invitation, or it has ended. */
        NO_INVITATION,
        /** Someone has that login. */
        LOGIN_TAKEN
    }
}
