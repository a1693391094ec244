package io.claimstream.feedback.approval;

import io.claimstream.feedback.desk.CommandRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command about a model that a second person confirms or not.
 *
 * @param request the command
 * @param askedBy who wants it
 * @param expiresAt when it can no longer be confirmed
 * @param decision what became of it; null while it waits
 */
public record Approval(
        String approvalId,
        CommandRequest request,
        String askedBy,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Decision decision) {

    /**
     * What became of it.
     *
     * @param commandId the command that was given; null when none was, or not yet
     */
    public record Decision(boolean approved, String by, Instant at, @Nullable String commandId) {}

    /** Where it stands. */
    public enum State {
        WAITING,
        APPROVED,
        DECLINED,
        EXPIRED
    }

    /** Where it stands at a time. */
    public State state(Instant now) {
        if (decision != null) {
            return decision.approved() ? State.APPROVED : State.DECLINED;
        }
        return now.isBefore(expiresAt) ? State.WAITING : State.EXPIRED;
    }

    /** Who gives the command, as it stands in the event: both. */
    public String actors() {
        return decision == null ? askedBy : askedBy + ", approved by " + decision.by();
    }
}
