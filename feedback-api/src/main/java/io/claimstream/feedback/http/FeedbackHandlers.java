package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;

/** Shows scores, and takes feedback on them. */
final class FeedbackHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final DecisionDesk desk;

    FeedbackHandlers(ApiPorts ports, RequestBody body, DecisionDesk desk) {
        this.ports = ports;
        this.body = body;
        this.desk = desk;
    }

    /** {@code GET /v1/scores/{scoreId}}. */
    void showScore(Context context) {
        Score score = ports.readModel()
                .score(context.pathParam("scoreId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() -> ports.missing(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score."));
        ObjectNode json = ClaimJson.of(score);
        json.put("claimLink", Links.claim(score.claim()));
        ports.readModel()
                .currentScore(score.claim())
                .ifPresent(current -> json.put("currentScoreId", current.scoreId()));
        var feedback = json.putArray("feedback");
        Uses uses = ports.readModel().usedIn(score.claim());
        var notes = new NoteDesk(ports).readBy(Authentication.caller(context));
        ports.readModel()
                .feedbackOn(score.scoreId())
                .forEach(one -> feedback.add(FeedbackJson.of(one, uses, notes.apply(one))));
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/scores/{scoreId}/feedback}: 201 once Kafka has it on all in-sync replicas, 200 when it had it before; 202 when a second person decides. */
    void give(Context context) {
        var given = desk.give(context, context.pathParam("scoreId"), body.json(context), IdempotencyKey.of(context));
        Later.answer(context, ports.executor(), given, decided -> decided.<Runnable>fold(
                        it -> () -> acknowledged(context, it),
                        it -> () -> ApprovalHandlers.waits(context, it.approval()))
                .run());
    }

    private static void acknowledged(Context context, DecisionDesk.Decided.Given given) {
        String feedbackId = given.feedbackId();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", feedbackId)
                .put("link", Links.feedback(feedbackId))
                .put("noteStored", given.isNoteStored());
        context.header("Location", Links.feedback(feedbackId));
        Answers.json(context, given.isNew() ? 201 : 200, json);
    }
}
