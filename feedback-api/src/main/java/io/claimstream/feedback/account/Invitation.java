package io.claimstream.feedback.account;

import io.claimstream.feedback.access.KeyRecord.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to have an account; it is taken up once.
 *
 * @param invitationId names it without giving its token away
 * @param scope what the account will be let in for
 * @param usedAt when it was taken up; null while it was not
 * @param revokedAt when it was taken back; null while it was not
 */
public record Invitation(
        String invitationId,
        Scope scope,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {

    /** Whether it can be taken up. */
    public enum State {
        OPEN,
        TAKEN_UP,
        REVOKED,
        EXPIRED
    }

    /** How it is at a time. */
    public State state(Instant now) {
        if (usedAt != null) {
            return State.TAKEN_UP;
        }
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /**
     * An invitation just made.
     *
     * @param token lets whoever holds it take the invitation up: a secret, kept nowhere
     */
    public record Issued(Invitation invitation, String token) {

        @Override
        public String toString() {
            return "Issued[" + invitation.invitationId() + "]";
        }
    }
}
