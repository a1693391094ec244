package io.claimstream.feedback.access;

import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.Outcome;
import io.claimstream.feedback.audit.AuditEntry.States;
import org.jspecify.annotations.Nullable;

/**
 * Someone who changes something, in a request.
 *
 * @param caller who
 * @param traceId the request
 */
public record Act(Caller caller, String traceId) {

    /**
     * What the audit trail says of a change.
     *
     * @param resource address of what is changed
     * @param insurer the insurer that it concerns; null for all of them together
     */
    public AuditEntry done(AuditAction action, String resource, @Nullable String insurer, States states) {
        return new AuditEntry(caller.name(), action, resource, Outcome.DONE, insurer, states, traceId);
    }

    /** What the audit trail says of an attempt that was refused. */
    public AuditEntry refused(AuditAction action, String resource) {
        return new AuditEntry(
                caller.name(), action, resource, Outcome.REFUSED, caller.insurer(), States.none(), traceId);
    }
}
