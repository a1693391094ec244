package io.claimstream.feedback.account;

import org.jspecify.annotations.Nullable;

/**
 * What came of changing somebody's account.
 *
 * @param user as they are now; null unless {@link Outcome#DONE}
 */
public record AccountChange(Outcome outcome, @Nullable User user) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        NOT_FOUND,
        /** The person is let in no more. */
        DEACTIVATED,
        /** Nobody changes their own account: the last administrator could not take it back. */
        OWN,
        /** Whoever wants it has lost the role for it just now. */
        OUTDATED
    }

    static AccountChange not(Outcome outcome) {
        return new AccountChange(outcome, null);
    }
}
