package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Approval.Because;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.approval.Approvals.Decided;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.view.ErasedClaimException;
import io.claimstream.platform.seal.SealedField;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Has a second person decide: one set of rules, whether the decision comes as JSON or from a page. What is decided is that of the address. Thread-safe. */
public final class ApprovalDesk {

    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    private final ApiPorts ports;
    private final Approvals approvals;
    private final CommandAudit commandAudit;
    private final ApprovedDecisions decisions;
    private final Deciders deciders;

    ApprovalDesk(ApiPorts ports) {
        this.ports = ports;
        this.approvals = ports.access().approvals();
        this.commandAudit = new CommandAudit(ports.access().audit());
        this.decisions = new ApprovedDecisions(ports);
        this.deciders = new Deciders(ports);
    }

    /**
     * What waits, or did.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    public Approval seen(Context context) {
        return Query.id(context, "approvalId")
                .flatMap(id -> approvals.find(Authentication.caller(context), id))
                .orElseThrow(ApprovalDesk::noSuchApproval);
    }

    /**
     * Approves it.
     *
     * @param json {@code reason}, or an empty object
     * @return as it stands then; completes once Kafka has the command or the feedback, and with a {@link ProblemException} when that does not count any more
     * @throws ProblemException when it is not the caller's to decide, was decided, or does not count any more
     */
    public CompletableFuture<Approval> approve(Context context, JsonNode json) {
        String because = because(json);
        Approval seen = seen(context);
        contested(seen).ifPresent(contest -> {
            requireUndecided(context, seen, contest);
            ContestAnswers.paid(ports, contest.subject().claim()).ifPresent(paid -> {
                throw ContestAnswers.settled(
                        paid, "Expected a claim that is not settled: decline it, and have the settlement replaced.");
            });
        });
        seen.matter()
                .<Runnable>fold(command -> () -> {}, decision -> () -> decisions.requireThatItCounts(decision))
                .run();
        Act act = Authentication.act(context);
        Approval approval = decided(approvals.approve(
                act,
                context.pathParam("approvalId"),
                sealed(seen, because),
                matter -> matter.fold(command -> true, decision -> isWithinAuthority(act, decision))));
        CompletableFuture<String> given = approval.matter()
                .fold(
                        command -> giveCommand(act, approval, command),
                        decision -> decisions.give(context, approval, decision));
        return given.thenApply(id -> {
            approvals.given(approval, id);
            approval.matter()
                    .<Runnable>fold(
                            command -> () -> {},
                            decision -> () ->
                                    ports.review().contests().given(act, approval.approvalId(), id, decision.amount()))
                    .run();
            return approval.given(id);
        });
    }

    private CompletableFuture<String> giveCommand(Act act, Approval approval, Matter.Command command) {
        return ports.commands()
                .give(command.request(), Optional.of(approval.approvalId()), approval.actors())
                .thenApplyAsync(
                        receipt -> {
                            commandAudit.keep(act, AuditAction.MODEL_COMMANDED, command.request(), receipt);
                            return receipt.commandId();
                        },
                        ports.executor());
    }

    /**
     * Declines it.
     *
     * @param json {@code reason}, or an empty object
     * @throws ProblemException when it is not the caller's to decide, or was decided
     */
    public Approval decline(Context context, JsonNode json) {
        String because = because(json);
        Approval seen = seen(context);
        contested(seen).ifPresent(contest -> requireUndecided(context, seen, contest));
        return decided(approvals.decline(Authentication.act(context), seen.approvalId(), sealed(seen, because)));
    }

    /** What is said of a decision on a claim is sealed; of a claimant who was erased it is not kept. */
    private Because sealed(Approval approval, @Nullable String because) {
        return approval.matter()
                .fold(
                        command -> Because.of(because),
                        decision -> because == null ? Because.of(null) : new Because(null, sealed(decision, because)));
    }

    private @Nullable Sealed sealed(Matter.Decision decision, String because) {
        try {
            int revision = ports.readModel()
                    .score(decision.scoreId())
                    .orElseThrow(ApiPorts::catchingUp)
                    .revision();
            return new NoteDesk(ports)
                    .seal(decision.claim(), revision, SealedField.APPROVAL_REASON, because)
                    .orElse(null);
        } catch (ErasedClaimException e) {
            return null;
        }
    }

    /** The contest whose new amount waits here, as long as nothing has come of it. */
    private Optional<Contest> contested(Approval approval) {
        return approval.decision() == null
                ? ports.review().contests().waiting(approval.approvalId())
                : Optional.empty();
    }

    /** Whoever decided on a claim neither confirms nor prevents what a review of that decision comes to. */
    private void requireUndecided(Context context, Approval approval, Contest contest) {
        if (deciders.has(
                Authentication.caller(context), contest.subject().claim(), Optional.of(approval.approvalId()))) {
            throw new ProblemException(
                    ProblemCode.SECOND_PERSON_NEEDED,
                    "Expected someone who has not decided on the claim before: the decision is contested.");
        }
    }

    /** Whether a decision is within what whoever looks may decide alone, and so may confirm. */
    public boolean isWithinAuthority(Act act, Matter.Decision decision) {
        return ports.review()
                .authority()
                .allows(act.caller().role(), decision.insurer(), decision.currency(), decision.amount());
    }

    private static @Nullable String because(JsonNode json) {
        Fields fields = new Fields(json, Set.of("reason"));
        String reason = fields.optionalText(
                        "reason",
                        text -> REASON.matcher(text).matches() && !text.isBlank(),
                        "a text of 1 to 500 characters")
                .orElse(null);
        fields.done();
        return reason;
    }

    private static Approval decided(Decided decided) {
        return switch (decided.outcome()) {
            case DONE -> Objects.requireNonNull(decided.approval());
            case NOT_FOUND -> throw noSuchApproval();
            case OWN ->
                throw new ProblemException(
                        ProblemCode.SECOND_PERSON_NEEDED, "Expected someone else than who asked for it.");
            case NOBODY -> throw ApprovalHandlers.personUnknown();
            case TOO_MUCH ->
                throw new ProblemException(
                        ProblemCode.ABOVE_AUTHORITY, "Expected someone whose own limit allows the amount.");
            case ENDED ->
                throw new ProblemException(
                        ProblemCode.APPROVAL_ENDED, "Expected something that still waits; see the approval.");
        };
    }

    private static ProblemException noSuchApproval() {
        return new ProblemException(ProblemCode.APPROVAL_NOT_FOUND, "Expected the id of an approval.");
    }
}
