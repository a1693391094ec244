package io.claimstream.feedback.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.queue.Assignment.Holder;
import io.claimstream.feedback.queue.Moved.Outcome;
import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works on which claim: a lease that ends by itself. Of many who take a claim at once one gets it, whatever the instance. Each change and its entry in
 * the audit trail are one transaction. Whether a claim waits at all is not its business. Thread-safe.
 */
public final class ReviewQueue {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReviewQueue.class);
    private static final Set<Role> WORKERS = EnumSet.of(Role.ADJUSTER, Role.ADMINISTRATOR);
    private static final int ATTEMPTS = 5;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration lease;
    private final Colleagues colleagues;

    /** @param lease how long someone has a claim */
    public ReviewQueue(Jdbi jdbi, AuditTrail audit, Clock clock, Duration lease, Colleagues colleagues) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.lease = lease;
        this.colleagues = colleagues;
    }

    /** Who works on a claim. */
    public Assignment assignment(ClaimKey claim) {
        return jdbi.withHandle(handle -> AssignmentTable.find(handle, claim));
    }

    /** Who works on some claims. */
    public Map<ClaimKey, Assignment> assignments(Collection<ClaimKey> claims) {
        Map<ClaimKey, Assignment> found = jdbi.withHandle(handle -> AssignmentTable.find(handle, claims));
        claims.forEach(claim -> found.computeIfAbsent(claim, Assignment::none));
        return found;
    }

    /**
     * Takes a claim, or keeps it longer. Another's is an administrator's only to take.
     *
     * @param expected whether an assignment is the one that the caller has seen
     */
    public Moved take(Act act, ClaimKey claim, Predicate<Assignment> expected) {
        Caller caller = act.caller();
        return change(
                new Step(act, AuditAction.CLAIM_TAKEN, claim, expected),
                now -> now.filter(it -> !mayTouch(caller, it)).isPresent() ? Outcome.ANOTHERS : Outcome.DONE,
                new Holder(caller.name(), until()));
    }

    /** Gives a claim back. */
    public Moved release(Act act, ClaimKey claim, Predicate<Assignment> expected) {
        return change(new Step(act, AuditAction.CLAIM_RELEASED, claim, expected), now -> held(act.caller(), now), null);
    }

    /**
     * Hands a claim over to someone who may work on it.
     *
     * @param to the actor
     */
    public Moved handOver(Act act, ClaimKey claim, Predicate<Assignment> expected, String to) {
        if (!mayWork(to, claim.insurer())) {
            return new Moved(Outcome.NO_SUCH_WORKER, assignment(claim));
        }
        boolean isAdministrator = act.caller().role() == Role.ADMINISTRATOR;
        return change(
                new Step(act, AuditAction.CLAIM_HANDED_OVER, claim, expected),
                now -> isAdministrator ? Outcome.DONE : held(act.caller(), now),
                new Holder(to, until()));
    }

    /**
     * Somebody has decided on a claim: nobody has it any more. The decision stands already, so a database that does not answer is logged only; the lease
     * ends by itself.
     */
    public void decided(ClaimKey claim) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Assignment now = assignment(claim);
                if (now.last() == null || isWritten(now.to(null), handle -> {})) {
                    return;
                }
            }
        } catch (JdbiException e) {
            LOGGER.atWarn()
                    .addKeyValue("insurer", claim.insurer())
                    .addKeyValue("claimId", claim.claimId())
                    .setCause(e)
                    .log("assignment not ended");
        }
    }

    private Outcome held(Caller caller, Optional<Holder> now) {
        return now.map(it -> mayTouch(caller, it) ? Outcome.DONE : Outcome.ANOTHERS)
                .orElse(Outcome.FREE);
    }

    private static boolean mayTouch(Caller caller, Holder holder) {
        return caller.role() == Role.ADMINISTRATOR || holder.actor().equals(caller.name());
    }

    /** Whether someone of that name is let in now and may decide on claims of an insurer. */
    public boolean mayWork(String actor, String insurer) {
        return colleagues
                .scope(actor)
                .filter(it -> WORKERS.contains(it.role()))
                .filter(it -> it.insurer() == null || it.insurer().equals(insurer))
                .isPresent();
    }

    /** What someone wants to do with a claim, and what they have seen of it. */
    private record Step(Act act, AuditAction action, ClaimKey claim, Predicate<Assignment> expected) {}

    private Moved change(Step step, Function<Optional<Holder>, Outcome> rule, @Nullable Holder holder) {
        Assignment now = assignment(step.claim());
        if (!step.expected().test(now)) {
            return new Moved(Outcome.CHANGED, now);
        }
        Outcome outcome = rule.apply(now.holder(clock.instant()));
        if (outcome != Outcome.DONE) {
            return new Moved(outcome, now);
        }
        Assignment next = now.to(holder);
        AuditEntry entry = step.act()
                .done(step.action(), address(step.claim()), step.claim().insurer(), states(now, next));
        return isWritten(next, handle -> audit.add(handle, entry))
                ? new Moved(Outcome.DONE, next)
                : new Moved(Outcome.CHANGED, assignment(step.claim()));
    }

    private static void requireTwin(UnableToExecuteStatementException failure) {
        if (!UniqueViolation.caused(failure)) {
            throw failure;
        }
    }

    private boolean isWritten(Assignment next, Consumer<Handle> also) {
        try {
            return jdbi.inTransaction(handle -> {
                boolean isChanged = AssignmentTable.change(handle, next);
                if (isChanged) {
                    also.accept(handle);
                }
                return isChanged;
            });
        } catch (UnableToExecuteStatementException e) {
            requireTwin(e);
            return false;
        }
    }

    private static States states(Assignment before, Assignment after) {
        return new States(state(before.last()), state(after.last()));
    }

    private static @Nullable JsonNode state(@Nullable Holder holder) {
        if (holder == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("assignee", holder.actor()).put("until", holder.until().toString());
    }

    private static String address(ClaimKey claim) {
        return "/v1/queue/" + claim.insurer() + "/" + claim.claimId().replace("/", "%2F");
    }

    private Instant until() {
        return clock.instant().plus(lease).truncatedTo(ChronoUnit.MICROS);
    }
}
