package io.claimstream.feedback.approval;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.CommandId;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approval.Because;
import io.claimstream.feedback.approval.Approval.Decision;
import io.claimstream.feedback.approval.Approval.State;
import io.claimstream.feedback.approval.Matter.Subject;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.desk.CommandRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps commands that put a version in service, and decisions on claims above someone's authority, until someone else than who asked confirms them. Each change
 * and its entry in the audit trail are one transaction. Thread-safe.
 */
public final class Approvals {

    /** How long someone else has to decide. */
    public static final Duration PATIENCE = Duration.ofDays(7);

    /** Who has nothing to do with a subject meets none of it; who is not named meets all. */
    private static final Map<Role, Set<Subject>> SEEN = Map.of(
            Role.ML_ENGINEER, EnumSet.of(Subject.COMMAND),
            Role.ADJUSTER, EnumSet.of(Subject.DECISION));

    private static final Set<ModelCommandKind> IN_SERVICE =
            EnumSet.of(ModelCommandKind.PROMOTE, ModelCommandKind.CANARY, ModelCommandKind.PIN);

    private static final String USER = "user:";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean wanted;
    private final ApprovalLists lists;

    /** @param wanted whether promotions wait for a second person */
    public Approvals(Jdbi jdbi, AuditTrail audit, Clock clock, boolean wanted) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.wanted = wanted;
        this.lists = new ApprovalLists(jdbi, clock);
    }

    /** Whether a command waits for a second person: one that puts a version in service, which a pin of a version and a canary do too. */
    public boolean isNeeded(CommandRequest request) {
        return wanted && request.version() != null && IN_SERVICE.contains(request.kind());
    }

    /** Whether someone may have a command wait: two persons must be known by its end, so the first must be. */
    public boolean mayAsk(Caller caller) {
        return jdbi.withHandle(handle -> isLetIn(handle, caller.person()));
    }

    /** Whether a person is known and let in; null when nobody knows which one. */
    public boolean isLetIn(@Nullable String person) {
        return jdbi.withHandle(handle -> isLetIn(handle, person));
    }

    /**
     * Has something wait. Asked again under its idempotency key, it waits once; so does a decision that the same one has asked for and nobody has decided.
     *
     * @return what waits; empty when the key came before with something else
     */
    public Optional<Approval> ask(Act act, Matter matter, Optional<String> idempotencyKey) {
        String by = act.caller().name();
        String name = idempotencyKey.orElseGet(() -> UUID.randomUUID().toString());
        String id = "a" + CommandId.of("approval", by, name).text().substring(1);
        return jdbi.inTransaction(handle -> {
            Optional<Approval> known = ApprovalTable.locked(handle, id);
            if (known.isPresent()) {
                return known.filter(it -> it.matter().asksTheSameAs(matter));
            }
            Optional<Approval> same = idempotencyKey.isPresent() ? Optional.empty() : waiting(handle, matter, by);
            if (same.isPresent()) {
                return same;
            }
            Instant now = now();
            Approval approval = new Approval(id, matter, by, act.caller().person(), now, now.plus(PATIENCE), null);
            ApprovalTable.insert(handle, approval);
            add(handle, act, AuditAction.APPROVAL_ASKED, approval);
            return Optional.of(approval);
        });
    }

    private Optional<Approval> waiting(Handle handle, Matter matter, String by) {
        return matter.fold(
                command -> Optional.empty(), decision -> WaitingTable.ofScore(handle, decision.scoreId(), by).stream()
                        .filter(it -> it.matter().asksTheSameAs(matter) && it.state(clock.instant()) == State.WAITING)
                        .findFirst());
    }

    /** What the caller may see, in the order of ids. */
    public List<Approval> list(Caller caller, String after, int limit) {
        return jdbi.withHandle(handle -> ApprovalTable.page(handle, caller.insurer(), seenBy(caller), after, limit));
    }

    /** What the caller may see, in other orders. */
    public ApprovalLists lists() {
        return lists;
    }

    static boolean isSeen(Caller caller, Approval approval) {
        return seenBy(caller).contains(approval.matter().subject())
                && caller.seesSlot(approval.matter().insurer());
    }

    /** What the caller may see of the decisions on a score that wait, the newest first; 20 at most. */
    public List<Approval> waitingOn(Caller caller, String scoreId) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> WaitingTable.ofScore(handle, scoreId, now)).stream()
                .filter(it -> seenBy(caller).contains(it.matter().subject()))
                .filter(it -> caller.serves(it.matter().insurer()))
                .toList();
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
            /** Nobody knows which person decides, or of a command which one asked. */
            NOBODY,
            /** It is more than the second may decide alone. */
            TOO_MUCH,
            /** Someone has decided, or the time is over. */
            ENDED
        }
    }

    /**
     * Declines.
     *
     * @param because why, at most 500 characters
     */
    public Decided decline(Act act, String id, Because because) {
        return decide(act, id, new Verdict(false, because), matter -> true);
    }

    /** How somebody wants to decide. */
    private record Verdict(boolean approve, Because because) {}

    /**
     * Approves. Who has approved may do so again as long as nothing was given, as when Kafka was away.
     *
     * @param because why, at most 500 characters
     * @param mayDecide whether it is within the caller's authority
     */
    public Decided approve(Act act, String id, Because because, Predicate<Matter> mayDecide) {
        return decide(act, id, new Verdict(true, because), mayDecide);
    }

    private Decided decide(Act act, String id, Verdict verdict, Predicate<Matter> mayDecide) {
        boolean approve = verdict.approve();
        return jdbi.inTransaction(handle -> {
            Optional<Approval> found = seen(handle, act.caller(), id)
                    .filter(it -> act.caller().serves(it.matter().insurer()));
            if (found.isEmpty()) {
                return new Decided(Decided.Outcome.NOT_FOUND, null);
            }
            Approval approval = found.get();
            if (approval.isOf(act.caller())) {
                return new Decided(Decided.Outcome.OWN, approval);
            }
            if (!mayDecide.test(approval.matter())) {
                return new Decided(Decided.Outcome.TOO_MUCH, approval);
            }
            if (approve && approval.isToBeGivenStill() && approval.isDecidedBy(act.caller())) {
                return new Decided(Decided.Outcome.DONE, approval);
            }
            if (approval.state(clock.instant()) != State.WAITING) {
                return new Decided(Decided.Outcome.ENDED, approval);
            }
            if (approve && !areTwoKnown(handle, approval, act.caller())) {
                return new Decided(Decided.Outcome.NOBODY, approval);
            }
            return new Decided(Decided.Outcome.DONE, decide(handle, act, approval, verdict));
        });
    }

    /** Whether a person approves, and of a command a person asked. A decision on a claim may come from a system: whoever approves it could have made it alone. */
    private static boolean areTwoKnown(Handle handle, Approval approval, Caller caller) {
        return isLetIn(handle, caller.person())
                && approval.matter().fold(command -> isLetIn(handle, approval.askedPerson()), decision -> true);
    }

    /** A key of a person who is let in no more is nobody's. */
    private static boolean isLetIn(Handle handle, @Nullable String person) {
        return person != null
                && !(person.startsWith(USER) && ApprovalTable.isDeactivated(handle, person.substring(USER.length())));
    }

    private Approval decide(Handle handle, Act act, Approval approval, Verdict verdict) {
        Decision decision = new Decision(verdict.approve(), act.caller().name(), now(), null, verdict.because());
        ApprovalTable.decide(handle, approval.approvalId(), decision);
        add(handle, act, verdict.approve() ? AuditAction.APPROVAL_GIVEN : AuditAction.APPROVAL_DECLINED, approval);
        return approval.decided(decision);
    }

    /** Remembers the command or the feedback that was given. */
    public void given(Approval approval, String resultId) {
        jdbi.useHandle(handle -> ApprovalTable.given(handle, approval, resultId));
    }

    private static Optional<Approval> seen(Handle handle, Caller caller, String id) {
        return ApprovalTable.locked(handle, id).filter(it -> isSeen(caller, it));
    }

    static Set<Subject> seenBy(Caller caller) {
        return SEEN.getOrDefault(caller.role(), EnumSet.allOf(Subject.class));
    }

    private void add(Handle handle, Act act, AuditAction action, Approval approval) {
        ObjectNode state = approval.matter().fold(Approvals::state, Approvals::state);
        state.put("askedBy", approval.askedBy());
        audit.add(
                handle,
                act.done(
                        action,
                        "/v1/approvals/" + approval.approvalId(),
                        approval.matter().insurer(),
                        States.made(state)));
    }

    private static ObjectNode state(Matter.Command command) {
        CommandRequest request = command.request();
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", request.kind().name())
                .put("lineOfBusiness", request.slot().getLineOfBusiness())
                .put("currency", request.slot().getCurrency())
                .put("version", request.version());
    }

    private static ObjectNode state(Matter.Decision decision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional.ofNullable(decision.revises()).ifPresent(it -> json.put("revises", it));
        return json.put("kind", decision.request().kind().name())
                .put("claimId", decision.claim().claimId())
                .put("scoreId", decision.scoreId())
                .put("currency", decision.currency())
                .put("amount", decision.amount());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
