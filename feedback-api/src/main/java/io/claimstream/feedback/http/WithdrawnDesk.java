package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.desk.RescoreDesk.Ask;
import io.claimstream.feedback.desk.RescoreDesk.Batch;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.RescoreTally;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has all the scores that a roll back left behind be done again, and tells how far that is. Thread-safe. */
public final class WithdrawnDesk {

    private final ApiPorts ports;
    private final Withdrawals withdrawals;

    WithdrawnDesk(ApiPorts ports) {
        this.ports = ports;
        this.withdrawals = new Withdrawals(ports);
    }

    /**
     * What was asked for.
     *
     * @param asked requests in all
     * @param written those of them that were written just now
     */
    public record Asked(long asked, long written) {}

    /**
     * Asks for what the command of an address left behind.
     *
     * @param json the request, in the form that the API takes
     * @return completes once Kafka has a request for every score
     * @throws ProblemException when it has another form, is not for the caller, or cannot be told yet
     */
    public CompletableFuture<Asked> askAll(Context context, JsonNode json) {
        Ask ask = ask(context, json);
        if (!ports.caughtUp().getAsBoolean()) {
            // Some of the scores might not be known yet, and who asks would believe that these are all.
            throw ApiPorts.catchingUp();
        }
        String commandId = context.pathParam("commandId");
        Withdrawals.RollBack rollBack = ownRollBack(context);
        long before = ports.rescoring().rescores().tally(commandId).asked();
        String version = ask.version() == null ? inServiceAfter(rollBack.event()) : ask.version();
        requireSameVersion(commandId, version);
        Batch batch = new Batch(commandId, rollBack.withdrawal(), new Ask(version, ask.reason(), null, ask.actor()));
        return ports.rescoring()
                .askAll(batch)
                .thenApplyAsync(
                        written -> {
                            if (written > 0) {
                                String insurer =
                                        rollBack.event().getSlot().getInsurer().orElse(null);
                                audit(context, Links.rescore(commandId), insurer, written);
                            }
                            return new Asked(before + written, written);
                        },
                        ports.executor());
    }

    /** How far the scores of the command of an address are done again, for whoever serves all of its slot. */
    public RescoreTally tally(Context context) {
        ownRollBack(context);
        return ports.rescoring().rescores().tally(context.pathParam("commandId"));
    }

    /** Sums over all insurers are for those who serve all of them. */
    Withdrawals.RollBack ownRollBack(Context context) {
        Withdrawals.RollBack rollBack = withdrawals.rollBack(context);
        Authentication.requireServes(
                context, rollBack.event().getSlot().getInsurer().orElse(null));
        return rollBack;
    }

    /** Not the reason, which is free text. */
    void audit(Context context, String resource, @Nullable String insurer, long scores) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("scores", scores);
        ports.access()
                .audit()
                .addAfterwards(Authentication.act(context)
                        .done(AuditAction.RESCORE_ASKED, resource, insurer, States.made(asked)));
    }

    /** What a request asks for. */
    Ask ask(Context context, JsonNode json) {
        String actor = Objects.requireNonNull(context.attribute(Authentication.ACTOR));
        Ask ask = RescoreRequestReader.read(json, actor);
        if (ask.version() != null && !isPublished(context, ask.version())) {
            throw ports.missing(
                    ProblemCode.VERSION_NOT_FOUND, "Expected a version that /v1/models lists, or baseline.");
        }
        return ask;
    }

    /** One sum of money says something only when one version moved all of it. */
    private void requireSameVersion(String commandId, @Nullable String version) {
        Optional<Rescore> asked = ports.rescoring().rescores().anyOfCommand(commandId);
        if (asked.isPresent() && !Objects.equals(asked.get().asked().version(), version)) {
            throw new ProblemException(
                    ProblemCode.RESCORED_OTHERWISE,
                    "Expected the version that they were asked for by before: "
                            + Objects.requireNonNullElse(asked.get().asked().version(), "none named")
                            + ". By another one, ask for single scores: POST /v1/scores/{scoreId}/rescore.");
        }
    }

    /** However many came after it, unless it is another insurer's. */
    private boolean isPublished(Context context, String version) {
        String insurer = Authentication.caller(context).insurer();
        return version.equals(SlotHistory.BASELINE)
                || ports.readModel()
                        .version(version)
                        .filter(it -> it.isSeenBy(insurer))
                        .isPresent();
    }

    /** An insurer whose slot has no model of its own any more follows the slot of every insurer. */
    private static @Nullable String inServiceAfter(ModelDeployment move) {
        boolean isFollowing =
                move.getSlot().getInsurer().isPresent() && move.getVersion().equals(SlotHistory.BASELINE);
        return isFollowing ? null : move.getVersion();
    }
}
