package io.claimstream.feedback.privacy;

import io.claimstream.platform.seal.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: a claimant who may not be erased for the time being.
 *
 * @param endsAt when it ends by itself; null for never
 * @param releasedAt when somebody lifted it; null while nobody did
 */
public record Hold(
        String holdId,
        Subject subject,
        String reason,
        @Nullable Instant endsAt,
        String setBy,
        Instant setAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {

    /** Whether it holds at a time. */
    public boolean isInForce(Instant now) {
        return releasedAt == null && (endsAt == null || now.isBefore(endsAt));
    }
}
