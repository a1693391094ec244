package io.claimstream.feedback.account;

import io.claimstream.feedback.access.KeyRecord.Scope;
import java.time.Instant;

/**
 * An invitation to have an account; it is taken up once.
 *
 * @param invitationId names it without giving its token away
 * @param scope what the account will be let in for
 */
public record Invitation(String invitationId, Scope scope, Instant createdAt, String createdBy, Instant expiresAt) {

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
