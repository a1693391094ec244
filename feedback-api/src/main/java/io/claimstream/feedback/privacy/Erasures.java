package io.claimstream.feedback.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.privacy.Erasure.Asked;
import io.claimstream.feedback.privacy.Erasure.Decided;
import io.claimstream.feedback.privacy.Erasure.State;
import io.claimstream.platform.seal.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Erasures as they are asked for and confirmed: by two persons, and never against a legal hold or a duty to keep records. What is confirmed is carried out by
 * {@link ErasureRunner}. Each change and its entry in the audit trail are one transaction. Thread-safe.
 */
public final class Erasures {

    /** Address of erasures, below which each has its own. */
    public static final String ADDRESS = "/v1/privacy/erasures";

    static final Duration PATIENCE = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Approvals people;
    private final ReceiptKeys keys;
    private final BooleanSupplier hasErasures;
    private final Clock clock;
    private final Runnable nudge;

    /**
     * @param people tells who is let in
     * @param keys sign receipts
     * @param hasErasures whether every receipt that was ever given is known
     * @param nudge says that there is something to carry out
     */
    Erasures(
            Jdbi jdbi,
            AuditTrail audit,
            Approvals people,
            ReceiptKeys keys,
            BooleanSupplier hasErasures,
            Clock clock,
            Runnable nudge) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.people = people;
        this.keys = keys;
        this.hasErasures = hasErasures;
        this.clock = clock;
        this.nudge = nudge;
    }

    /** The claimant of a claim, as the read model has it; empty when no revision of it was accepted. */
    public Optional<Subject> subject(ClaimKey claim) {
        return jdbi.withHandle(handle -> Subjects.of(handle, claim));
    }

    /** What an erasure would do now. */
    public Plan plan(Subject subject) {
        return jdbi.withHandle(handle -> Plans.of(handle, subject, clock.instant()));
    }

    /**
     * Asks for an erasure. Who is being erased or was is answered with that one.
     *
     * @throws PrivacyRefusedException when nobody knows which person asks, the claimant is not known, or is to be kept
     */
    public Erasure ask(Act act, Subject subject, String reason) {
        requirePerson(act.caller().person());
        return ReceiptNumbers.locked(jdbi, handle -> {
            Plan plan = Plans.of(handle, subject, clock.instant());
            if (plan.standing() != null) {
                return plan.standing();
            }
            Plans.requireNone(plan);
            Instant now = now();
            LiftedProtection.requireNotBy(
                    handle, subject, act.caller().name(), act.caller().person(), now);
            Erasure erasure = new Erasure(
                    "er_" + UUID.randomUUID(),
                    subject,
                    reason,
                    new Asked(act.caller().name(), act.caller().person(), now),
                    now.plus(PATIENCE),
                    State.WAITING,
                    null,
                    null,
                    null);
            ErasureTable.insert(handle, erasure);
            add(handle, act, AuditAction.ERASURE_ASKED, erasure);
            return erasure;
        });
    }

    /**
     * Confirms an erasure, which takes its number and is carried out from now on. Confirmed again, it is answered as it stands.
     *
     * @throws PrivacyRefusedException when there is none that the caller serves, it has ended, the same person asked, nobody knows which person confirms, or the claimant is to be kept by now
     * @throws ReceiptKeyUnavailableException when the receipt could not be signed in the end
     */
    public Erasure confirm(Act act, String erasureId) {
        Erasure asked = find(act.caller(), erasureId);
        if (asked.receipt() != null) {
            return asked;
        }
        // Before the lock: who is let in is asked on a connection of its own.
        requireSecond(act, asked);
        requireErasures();
        // What is begun is not taken back, so the receipt must be certain before.
        var unused = keys.open();
        Erasure confirmed = ReceiptNumbers.locked(jdbi, handle -> {
            Erasure erasure = seen(handle, act.caller(), erasureId);
            if (erasure.receipt() != null) {
                return erasure;
            }
            requireWaiting(erasure);
            Plans.requireNone(Plans.of(handle, erasure.subject(), clock.instant()));
            requireNotLifted(handle, erasure, act);
            ErasureTable.decide(
                    handle,
                    erasureId,
                    State.CONFIRMED,
                    new Decided(act.caller().name(), now()),
                    ReceiptNumbers.take(handle));
            Erasure next = ErasureTable.find(handle, erasureId).orElseThrow();
            add(handle, act, AuditAction.ERASURE_CONFIRMED, next);
            return next;
        });
        nudge.run();
        return confirmed;
    }

    /**
     * Declines an erasure; whoever asked may do so too.
     *
     * @throws PrivacyRefusedException when there is none that the caller serves, or it has ended
     */
    public Erasure decline(Act act, String erasureId) {
        return ReceiptNumbers.locked(jdbi, handle -> {
            Erasure erasure = seen(handle, act.caller(), erasureId);
            requireWaiting(erasure);
            ErasureTable.decide(
                    handle, erasureId, State.DECLINED, new Decided(act.caller().name(), now()), null);
            Erasure next = ErasureTable.find(handle, erasureId).orElseThrow();
            add(handle, act, AuditAction.ERASURE_DECLINED, next);
            return next;
        });
    }

    /**
     * Erasures, the newest first.
     *
     * @param insurer of one insurer only; null for all
     * @param offset how many to pass over
     */
    public List<Erasure> list(@Nullable String insurer, long offset, int limit) {
        return jdbi.withHandle(handle -> ErasureTable.page(handle, insurer, offset, limit));
    }

    /**
     * One that the caller serves.
     *
     * @throws PrivacyRefusedException when there is none
     */
    public Erasure find(Caller caller, String erasureId) {
        return jdbi.withHandle(handle -> seen(handle, caller, erasureId));
    }

    /** What of an erasure is done, and when. */
    public Map<Step, Instant> done(String erasureId) {
        Map<Step, Instant> done = new EnumMap<>(Step.class);
        jdbi.withHandle(handle -> ErasureTable.steps(handle, erasureId)).forEach((step, it) -> done.put(step, it.at()));
        return done;
    }

    /**
     * The receipt of a number.
     *
     * @param number as it is written, or its digits
     * @throws PrivacyRefusedException when there is none that the caller serves, or the erasure is not done yet
     */
    public Receipt receipt(Caller caller, String number) {
        return jdbi.withHandle(handle -> ReceiptNumbers.number(number)
                .flatMap(it -> ErasureTable.ofReceipt(handle, it))
                .filter(it -> caller.serves(it.subject().insurer()))
                .flatMap(it -> ErasureTable.receipt(handle, it.erasureId()))
                .orElseThrow(() -> new PrivacyRefusedException(
                        PrivacyRefusal.RECEIPT_NOT_FOUND,
                        "Expected the number of a receipt of an erasure that is done.")));
    }

    /** The time. */
    public Instant time() {
        return clock.instant();
    }

    private static Erasure seen(Handle handle, Caller caller, String erasureId) {
        return ErasureTable.find(handle, erasureId)
                .filter(it -> caller.serves(it.subject().insurer()))
                .orElseThrow(() -> new PrivacyRefusedException(
                        PrivacyRefusal.ERASURE_NOT_FOUND, "Expected the id of an erasure."));
    }

    private void requireSecond(Act act, Erasure erasure) {
        if (erasure.isOf(act.caller())) {
            throw new PrivacyRefusedException(
                    PrivacyRefusal.SECOND_PERSON_NEEDED, "Expected someone else than who asked for it.");
        }
        requireWaiting(erasure);
        requirePerson(act.caller().person());
        requirePerson(erasure.asked().person());
    }

    private void requireNotLifted(Handle handle, Erasure erasure, Act act) {
        Instant now = now();
        Erasure.Asked asked = erasure.asked();
        LiftedProtection.requireNotBy(handle, erasure.subject(), asked.by(), asked.person(), now);
        LiftedProtection.requireNotBy(
                handle, erasure.subject(), act.caller().name(), act.caller().person(), now);
    }

    private void requireWaiting(Erasure erasure) {
        if (erasure.state(clock.instant()) != State.WAITING) {
            throw new PrivacyRefusedException(
                    PrivacyRefusal.ERASURE_ENDED, "Expected an erasure that waits for a second person.");
        }
    }

    /** The number of the receipt must be behind all others, also after this database was restored. */
    private void requireErasures() {
        if (!hasErasures.getAsBoolean()) {
            throw new PrivacyRefusedException(
                    PrivacyRefusal.CATCHING_UP, "Expected a read model that has every erasure; try again soon.");
        }
    }

    private void requirePerson(@Nullable String person) {
        if (!people.isLetIn(person)) {
            throw new PrivacyRefusedException(
                    PrivacyRefusal.PERSON_UNKNOWN,
                    "Expected two persons who are known and let in: with a session, a token, or a key that they were shown.");
        }
    }

    private void add(Handle handle, Act act, AuditAction action, Erasure erasure) {
        ObjectNode state = JsonNodeFactory.instance
                .objectNode()
                .put("claimant", erasure.subject().pseudonym())
                .put("askedBy", erasure.asked().by());
        Optional.ofNullable(erasure.receiptText()).ifPresent(it -> state.put("receipt", it));
        audit.add(
                handle,
                act.done(
                        action,
                        ADDRESS + "/" + erasure.erasureId(),
                        erasure.subject().insurer(),
                        States.made(state)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
