package io.claimstream.feedback.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link at which a person sets a new password, once.
 *
 * @param resetId names it without giving its token away
 * @param user whose password
 * @param createdBy who made it
 * @param expiresAt when it ends by itself
 * @param endedAt when it was used or replaced; null while it was not
 */
public record PasswordReset(
        String resetId, User user, Instant createdAt, String createdBy, Instant expiresAt, @Nullable Instant endedAt) {

    /** Whether a password can be set by it at a time. */
    public boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(expiresAt) && user.deactivatedAt() == null;
    }

    /**
     * A link just made.
     *
     * @param token lets whoever holds it set the password: a secret, kept nowhere
     */
    public record Issued(PasswordReset reset, String token) {

        @Override
        public String toString() {
            return "Issued[" + reset.resetId() + "]";
        }
    }

    /**
     * What came of asking for a link.
     *
     * @param issued the link; null unless {@link Outcome#DONE}
     */
    public record Offered(Outcome outcome, @Nullable Issued issued) {

        /** How it ended. */
        public enum Outcome {
            DONE,
            NOT_FOUND,
            /** The person is let in no more. */
            DEACTIVATED
        }
    }
}
