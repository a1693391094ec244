package io.claimstream.feedback.account;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.KeyRecord.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param userId names the person in events and in the audit trail
 * @param login what the person signs in with, in lower case
 * @param displayName what the person is called
 * @param scope what the person is let in for
 * @param deactivatedAt since when the person is let in no more; null while active
 */
public record User(
        String userId,
        String login,
        String displayName,
        Scope scope,
        Instant createdAt,
        @Nullable Instant deactivatedAt) {

    /** Begins the name of a caller with an account here; its id follows. */
    static final String NAMED = "user:";

    /** The person as a caller. */
    public Caller caller() {
        return new Caller(NAMED + userId, scope.role(), scope.insurer(), Kind.PERSON);
    }

    /** Name and login are personal data. */
    @Override
    public String toString() {
        return "User[" + userId + "]";
    }
}
