package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.desk.FeedbackAnswer;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/** Shows scores, and takes feedback on them. */
final class FeedbackHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final FeedbackRequestReader reader;

    FeedbackHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
        this.reader = new FeedbackRequestReader(ports.clock());
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
        ports.readModel().feedbackOn(score.scoreId()).forEach(one -> feedback.add(FeedbackJson.of(one, uses)));
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/feedback/{feedbackId}}. */
    void show(Context context) {
        Feedback feedback = ports.readModel()
                .feedback(context.pathParam("feedbackId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() ->
                        ports.missing(ProblemCode.FEEDBACK_NOT_FOUND, "Expected the id of a feedback on the topic."));
        Answers.json(context, 200, FeedbackJson.of(feedback, ports.readModel().usedIn(feedback.claim())));
    }

    /** {@code POST /v1/scores/{scoreId}/feedback}: 201 once Kafka has it on all in-sync replicas, 200 when it had it before. */
    void give(Context context) {
        FeedbackRequest request = reader.read(body.json(context));
        Optional<String> idempotencyKey = IdempotencyKey.of(context);
        if (!ports.caughtUp().getAsBoolean()) {
            // What was acknowledged before a restart is not known yet: it could be recorded twice.
            throw ApiPorts.catchingUp();
        }
        Score score = ports.readModel()
                .score(context.pathParam("scoreId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(FeedbackHandlers::noSuchScore);
        String actor = Objects.requireNonNull(context.attribute(Authentication.ACTOR));
        Later.answer(
                context,
                ports.executor(),
                ports.desk().give(score.scoreId(), request, idempotencyKey, actor),
                answer -> {
                    if (answer instanceof FeedbackAnswer.Recorded recorded) {
                        ports.access().audit().addAfterwards(audited(context, recorded, score, request));
                    }
                    answer(context, answer);
                });
    }

    private static AuditEntry audited(
            Context context, FeedbackAnswer.Recorded recorded, Score score, FeedbackRequest request) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        given.put("kind", request.kind().name())
                .put("claimId", score.claim().claimId())
                .put("scoreId", score.scoreId());
        Optional.ofNullable(request.amount()).ifPresent(amount -> given.put("amount", amount));
        Optional.ofNullable(request.withdrawnFeedbackId()).ifPresent(id -> given.put("withdrawnFeedbackId", id));
        return Authentication.act(context)
                .done(
                        AuditAction.FEEDBACK_GIVEN,
                        Links.feedback(recorded.feedbackId()),
                        score.claim().insurer(),
                        States.made(given));
    }

    private static ProblemException noSuchScore() {
        return new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score.");
    }

    private static void answer(Context context, FeedbackAnswer answer) {
        answer.<Runnable>fold(new FeedbackAnswer.Cases<>(
                        recorded -> () -> acknowledged(context, 201, recorded.feedbackId()),
                        repeated -> () -> acknowledged(context, 200, repeated.feedbackId()),
                        unknown -> () -> {
                            throw noSuchScore();
                        },
                        superseded -> () -> {
                            throw new ProblemException(superseded(superseded.currentScoreId()));
                        },
                        reused -> () -> {
                            throw new ProblemException(
                                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new key for a new feedback.");
                        },
                        nothing -> () -> {
                            throw new ProblemException(
                                    ProblemCode.NOTHING_TO_WITHDRAW,
                                    "Expected a feedback on the same claim that is not itself a withdrawal.");
                        }))
                .run();
    }

    private static Problem superseded(String currentScoreId) {
        return Problem.of(ProblemCode.SCORE_SUPERSEDED, "Expected feedback on the score of the newest revision.")
                .withLink(Links.score(currentScoreId));
    }

    private static void acknowledged(Context context, int status, String feedbackId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", feedbackId)
                .put("link", Links.feedback(feedbackId))
                .put("noteStored", false);
        context.header("Location", Links.feedback(feedbackId));
        Answers.json(context, status, json);
    }
}
