package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.desk.RescoreDesk.Ask;
import io.claimstream.feedback.desk.RescoreDesk.Batch;
import io.claimstream.feedback.desk.RescoreDesk.Receipt;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for live scores to be done again, one by one or all that a roll back left behind, and shows what came of it. */
final class RescoreHandlers {

    private static final int PAGE = 1_000;

    private final ApiPorts ports;
    private final RequestBody body;
    private final FeedbackHandlers scores;
    private final Withdrawals withdrawals;

    /** @param scores shows live scores */
    RescoreHandlers(ApiPorts ports, RequestBody body, FeedbackHandlers scores) {
        this.ports = ports;
        this.body = body;
        this.scores = scores;
        this.withdrawals = new Withdrawals(ports);
    }

    /** {@code GET /v1/scores/{scoreId}}, of a live score or of one that was asked for once more. */
    void showScore(Context context) {
        Optional<Rescore> rescore = ports.rescoring()
                .rescores()
                .ofScore(context.pathParam("scoreId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()));
        if (rescore.isEmpty()) {
            scores.showScore(context);
            return;
        }
        ObjectNode json = RescoreJson.score(rescore.get());
        ports.readModel()
                .currentScore(rescore.get().claim())
                .ifPresent(current -> json.put("currentScoreId", current.scoreId()));
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/scores/{scoreId}/rescore}: 202 once Kafka has the request on all in-sync replicas, 200 when it had it before. */
    void ask(Context context) {
        Ask ask = asked(context);
        Score live = ports.readModel()
                .score(context.pathParam("scoreId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() -> ports.missing(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score."));
        Later.answer(
                context, ports.executor(), ports.rescoring().ask(live, ask, IdempotencyKey.of(context)), receipt -> {
                    if (receipt.kind() == Receipt.Kind.WRITTEN) {
                        audit(
                                context,
                                Links.score(receipt.rescoreId()),
                                live.claim().insurer(),
                                1);
                    }
                    acknowledged(context, receipt);
                });
    }

    /**
     * {@code POST /v1/models/commands/{commandId}/rescore}: 202 once Kafka has a request for every live score that the roll back left behind, 200
     * when it had all of them before.
     */
    void askAll(Context context) {
        Ask ask = asked(context);
        if (!ports.caughtUp().getAsBoolean()) {
            // Some of the scores might not be known yet, and who asks would believe that these are all.
            throw ApiPorts.catchingUp();
        }
        String commandId = context.pathParam("commandId");
        Withdrawals.RollBack rollBack = ownRollBack(context);
        long before = ports.rescoring().rescores().tally(commandId).asked();
        String version = ask.version() == null ? inServiceAfter(rollBack.event()) : ask.version();
        requireSameVersion(commandId, version);
        Batch batch = new Batch(commandId, rollBack.withdrawal(), new Ask(version, ask.reason(), ask.actor()));
        Later.answer(context, ports.executor(), ports.rescoring().askAll(batch), written -> {
            if (written > 0) {
                String insurer = rollBack.event().getSlot().getInsurer().orElse(null);
                audit(context, Links.rescore(commandId), insurer, written);
            }
            acknowledged(context, commandId, before + written, written);
        });
    }

    /** {@code GET /v1/models/commands/{commandId}/rescore}: how far it is. */
    void progress(Context context) {
        String commandId = context.pathParam("commandId");
        Withdrawals.RollBack rollBack = ownRollBack(context);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("commandId", commandId)
                .put("withdrawnVersion", rollBack.withdrawal().version());
        json.setAll(RescoreJson.of(ports.rescoring().rescores().tally(commandId)));
        json.put("scores", Links.rescored(commandId));
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/models/commands/{commandId}/rescore/scores?after=}: each request and its answer, a page at a time. */
    void list(Context context) {
        String commandId = context.pathParam("commandId");
        ownRollBack(context);
        String after = Optional.ofNullable(context.queryParam("after")).orElse("");
        List<Rescore> page = ports.rescoring().rescores().ofCommand(commandId, after, PAGE);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var rows = json.putArray("scores");
        page.forEach(it -> rows.add(RescoreJson.compared(it)));
        if (page.size() == PAGE) {
            json.put(
                    "next",
                    Links.rescored(commandId) + "?after="
                            + page.get(page.size() - 1).scoreId());
        }
        Answers.json(context, 200, json);
    }

    /** Sums over all insurers are for those who serve all of them. */
    private Withdrawals.RollBack ownRollBack(Context context) {
        Withdrawals.RollBack rollBack = withdrawals.rollBack(context);
        Authentication.requireServes(
                context, rollBack.event().getSlot().getInsurer().orElse(null));
        return rollBack;
    }

    /** Not the reason, which is free text. */
    private void audit(Context context, String resource, @Nullable String insurer, long scores) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("scores", scores);
        ports.access()
                .audit()
                .addAfterwards(Authentication.act(context)
                        .done(AuditAction.RESCORE_ASKED, resource, insurer, States.made(asked)));
    }

    private Ask asked(Context context) {
        String actor = Objects.requireNonNull(context.attribute(Authentication.ACTOR));
        Ask ask = RescoreRequestReader.read(body.json(context), actor);
        if (ask.version() != null && !isPublished(context, ask.version())) {
            throw ports.missing(
                    ProblemCode.VERSION_NOT_FOUND, "Expected a version that /v1/models lists, or baseline.");
        }
        return ask;
    }

    /** One sum of money says something only when one version moved all of it. */
    private void requireSameVersion(String commandId, @Nullable String version) {
        List<Rescore> asked = ports.rescoring().rescores().ofCommand(commandId, "", 1);
        if (!asked.isEmpty() && !Objects.equals(asked.get(0).asked().version(), version)) {
            throw new ProblemException(
                    ProblemCode.RESCORED_OTHERWISE,
                    "Expected the version that they were asked for by before: "
                            + Objects.requireNonNullElse(asked.get(0).asked().version(), "none named")
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

    private static void acknowledged(Context context, Receipt receipt) {
        if (receipt.kind() == Receipt.Kind.KEY_REUSED) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new key for a new request.");
        }
        String link = Links.score(receipt.rescoreId());
        context.header("Location", link);
        Answers.json(
                context,
                receipt.kind() == Receipt.Kind.WRITTEN ? 202 : 200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("requestId", receipt.requestId())
                        .put("scoreId", receipt.rescoreId())
                        .put("link", link));
    }

    private static void acknowledged(Context context, String commandId, long asked, long written) {
        String link = Links.rescore(commandId);
        context.header("Location", link);
        Answers.json(
                context,
                written > 0 ? 202 : 200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("commandId", commandId)
                        .put("asked", asked)
                        .put("written", written)
                        .put("link", link));
    }
}
