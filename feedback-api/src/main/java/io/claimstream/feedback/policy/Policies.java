package io.claimstream.feedback.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Policies of one kind in the database. Each change and its entry in the audit trail are one transaction. Thread-safe. */
public final class Policies {

    /** In the place of an insurer: all of them. */
    public static final String ALL = "*";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final PolicyKind kind;

    public Policies(Jdbi jdbi, AuditTrail audit, Clock clock, PolicyKind kind) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
        this.kind = kind;
    }

    /** What is laid down for an insurer; version 0 when nothing ever was. */
    public Policy find(String insurer) {
        return jdbi.withHandle(handle -> PolicyTable.find(handle, kind, insurer));
    }

    /** What is laid down now, in the order of insurers. */
    public List<Policy> inForce() {
        return jdbi.withHandle(handle -> PolicyTable.inForce(handle, kind));
    }

    /**
     * Lays something else down.
     *
     * @param expected whether a policy is the one that the caller has seen
     * @param document what is laid down; null for nothing
     * @param also done in the same transaction, before the change
     * @return the policy; empty when it is not as the caller has seen it
     */
    Optional<Policy> change(
            Act act, String insurer, Predicate<Policy> expected, @Nullable JsonNode document, Consumer<Handle> also) {
        Policy now = find(insurer);
        if (!expected.test(now)) {
            return Optional.empty();
        }
        Policy next = new Policy(
                insurer,
                now.version() + 1,
                document,
                new Policy.Change(act.caller().name(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        AuditEntry entry = act.done(
                kind.change(),
                kind.address(insurer),
                insurer.equals(ALL) ? null : insurer,
                new States(now.document(), document));
        try {
            return jdbi.inTransaction(handle -> {
                also.accept(handle);
                boolean isChanged = PolicyTable.change(handle, kind, next);
                if (isChanged) {
                    audit.add(handle, entry);
                }
                return isChanged ? Optional.of(next) : Optional.empty();
            });
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.caused(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
