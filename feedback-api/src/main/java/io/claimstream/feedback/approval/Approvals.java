package io.claimstream.feedback.approval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.CommandId;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approval.Decision;
import io.claimstream.feedback.approval.Approval.State;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.desk.CommandRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps commands that put a version in service until someone else than who asked confirms them, where that is wanted. Each change and its entry in the
 * audit trail are one transaction. Thread-safe.
 */
public final class Approvals {

    /** How long someone else has to decide. */
    public static final Duration PATIENCE = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean wanted;

    /** @param wanted whether promotions wait for a second person */
    public Approvals(Jdbi jdbi, AuditTrail audit, Clock clock, boolean wanted) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.wanted = wanted;
    }

    /** Whether a command waits for a second person: one that puts a version in service, which a pin of a version does too. */
    public boolean isNeeded(CommandRequest request) {
        return wanted
                && request.version() != null
                && (request.kind() == ModelCommandKind.PROMOTE || request.kind() == ModelCommandKind.PIN);
    }

    /**
     * Has a command wait. Asked again under its idempotency key, it waits once.
     *
     * @return what waits; empty when the key came before with another command
     */
    public Optional<Approval> ask(Act act, CommandRequest request, Optional<String> idempotencyKey) {
        String name = idempotencyKey.orElseGet(() -> UUID.randomUUID().toString());
        String id =
                "a" + CommandId.of("approval", act.caller().name(), name).text().substring(1);
        return jdbi.inTransaction(handle -> {
            Optional<Approval> known = ApprovalTable.locked(handle, id);
            if (known.isPresent()) {
                return known.filter(it -> it.request().equals(request));
            }
            Instant now = now();
            Approval approval = new Approval(id, request, act.caller().name(), now, now.plus(PATIENCE), null);
            ApprovalTable.insert(handle, approval);
            add(handle, act, AuditAction.APPROVAL_ASKED, approval);
            return Optional.of(approval);
        });
    }

    /** What the caller may see, in the order of ids. */
    public List<Approval> list(Caller caller, String after, int limit) {
        return jdbi.withHandle(handle -> ApprovalTable.page(handle, caller.insurer(), after, limit));
    }

    /** One that the caller may see. */
    public Optional<Approval> find(Caller caller, String id) {
        return jdbi.inTransaction(handle -> seen(handle, caller, id));
    }

    /**
     * What came of deciding.
     *
     * @param approval as it stands now; null when there is none
     */
    public record Decided(Outcome outcome, @Nullable Approval approval) {

        /** How it ended. */
        public enum Outcome {
            DONE,
            NOT_FOUND,
            /** Whoever asked cannot be the second. */
            OWN,
            /** Someone has decided, or the time is over. */
            ENDED
        }
    }

    /**
     * Decides. Who has approved may do so again as long as the command was not given, as when Kafka was away.
     *
     * @param approve whether the command is to be given
     */
    public Decided decide(Act act, String id, boolean approve) {
        return jdbi.inTransaction(handle -> {
            Optional<Approval> found = seen(handle, act.caller(), id).filter(it -> act.caller()
                    .serves(it.request().slot().getInsurer().orElse(null)));
            if (found.isEmpty()) {
                return new Decided(Decided.Outcome.NOT_FOUND, null);
            }
            Approval approval = found.get();
            if (approval.askedBy().equals(act.caller().name())) {
                return new Decided(Decided.Outcome.OWN, approval);
            }
            if (approve && isToBeGivenStill(approval, act.caller())) {
                return new Decided(Decided.Outcome.DONE, approval);
            }
            if (approval.state(clock.instant()) != State.WAITING) {
                return new Decided(Decided.Outcome.ENDED, approval);
            }
            return new Decided(Decided.Outcome.DONE, decide(handle, act, approval, approve));
        });
    }

    private static boolean isToBeGivenStill(Approval approval, Caller caller) {
        Decision decision = approval.decision();
        return decision != null
                && decision.approved()
                && decision.commandId() == null
                && decision.by().equals(caller.name());
    }

    private Approval decide(Handle handle, Act act, Approval approval, boolean approve) {
        Decision decision = new Decision(approve, act.caller().name(), now(), null);
        ApprovalTable.decide(handle, approval.approvalId(), decision);
        add(handle, act, approve ? AuditAction.APPROVAL_GIVEN : AuditAction.APPROVAL_DECLINED, approval);
        return new Approval(
                approval.approvalId(),
                approval.request(),
                approval.askedBy(),
                approval.askedAt(),
                approval.expiresAt(),
                decision);
    }

    /** Remembers the command that was given. */
    public void given(String id, String commandId) {
        jdbi.useHandle(handle -> ApprovalTable.given(handle, id, commandId));
    }

    private static Optional<Approval> seen(Handle handle, Caller caller, String id) {
        return ApprovalTable.locked(handle, id)
                .filter(it -> caller.seesSlot(it.request().slot().getInsurer().orElse(null)));
    }

    private void add(Handle handle, Act act, AuditAction action, Approval approval) {
        CommandRequest request = approval.request();
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("kind", request.kind().name())
                .put("lineOfBusiness", request.slot().getLineOfBusiness())
                .put("currency", request.slot().getCurrency())
                .put("version", request.version())
                .put("askedBy", approval.askedBy());
        @Nullable String insurer = request.slot().getInsurer().orElse(null);
        audit.add(handle, act.done(action, "/v1/approvals/" + approval.approvalId(), insurer, States.made(state)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
