package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.desk.RescoreDesk.Ask;
import io.claimstream.feedback.desk.RescoreDesk.Receipt;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Score;
import io.claimstream.platform.seal.SealedField;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Asks for live scores to be done again, one by one or all that a roll back left behind, and shows what came of it. */
final class RescoreHandlers {

    private static final int PAGE = 1_000;

    private final ApiPorts ports;
    private final RequestBody body;
    private final FeedbackHandlers scores;
    private final WithdrawnDesk withdrawn;

    /**
     * @param scores shows live scores
     * @param withdrawn does again what a roll back left behind
     */
    RescoreHandlers(ApiPorts ports, RequestBody body, FeedbackHandlers scores, WithdrawnDesk withdrawn) {
        this.ports = ports;
        this.body = body;
        this.scores = scores;
        this.withdrawn = withdrawn;
    }

    /** {@code GET /v1/scores/{scoreId}}, of a live score or of one that was asked for once more. */
    void showScore(Context context) {
        Optional<Rescore> rescore = ports.rescoring()
                .rescores()
                .ofScore(context.pathParam("scoreId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .map(it -> new NoteDesk(ports).readBy(Authentication.caller(context), it));
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
        Ask asked = withdrawn.ask(context, body.json(context));
        Score live = ports.readModel()
                .score(context.pathParam("scoreId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() -> ports.missing(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score."));
        NoteDesk notes = new NoteDesk(ports);
        Ask ask = new Ask(
                asked.version(),
                asked.reason(),
                notes.seal(live.claim(), live.revision(), SealedField.RESCORE_REASON, asked.reason())
                        .orElse(null),
                asked.actor());
        Later.answer(
                context,
                ports.executor(),
                ports.rescoring().ask(live, ask, IdempotencyKey.of(context), it -> notes.reason(it)
                        .text()),
                receipt -> {
                    if (receipt.kind() == Receipt.Kind.WRITTEN) {
                        withdrawn.audit(
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
        String commandId = context.pathParam("commandId");
        Later.answer(
                context,
                ports.executor(),
                withdrawn.askAll(context, body.json(context)),
                it -> acknowledged(context, commandId, it.asked(), it.written()));
    }

    /** {@code GET /v1/models/commands/{commandId}/rescore}: how far it is. */
    void progress(Context context) {
        String commandId = context.pathParam("commandId");
        Withdrawals.RollBack rollBack = withdrawn.ownRollBack(context);
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
        withdrawn.ownRollBack(context);
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
