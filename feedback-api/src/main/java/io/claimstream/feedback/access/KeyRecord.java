package io.claimstream.feedback.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key; never its text.
 *
 * @param keyId names the key, also in events; stays when the key is rotated
 * @param name what it is for, in the words of who made it
 * @param scope what it lets its holder do
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param expiresAt when it ends by itself; null for never
 * @param lastUsedAt when it was last presented, to the minute; null for never
 * @param revokedAt when it was taken back; null while it was not
 * @param secrets the texts that are taken or were, the oldest first
 */
public record KeyRecord(
        String keyId,
        String name,
        Scope scope,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        List<Secret> secrets) {

    public KeyRecord {
        secrets = List.copyOf(secrets);
    }

    /**
     * What someone is let in for.
     *
     * @param insurer the only insurer; null for all
     */
    public record Scope(Role role, @Nullable String insurer) {}

    /**
     * A text of a key.
     *
     * @param expiresAt when it is no longer taken; null for as long as the key
     * @param person who was shown it, and counts as whoever presents it; null when nobody knows
     */
    public record Secret(Instant createdAt, @Nullable Instant expiresAt, @Nullable String person) {}

    /** Whether it lets anyone in. */
    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    /** How the key is at a time. */
    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? State.EXPIRED : State.ACTIVE;
    }
}
