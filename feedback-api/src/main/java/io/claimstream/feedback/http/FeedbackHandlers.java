package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.desk.FeedbackAnswer;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows scores, and takes feedback on them. */
final class FeedbackHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final FeedbackRequestReader reader;
    private final FeedbackAudit audit;
    private final SecondPerson secondPerson;

    FeedbackHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
        this.reader = new FeedbackRequestReader(ports.clock());
        this.audit = new FeedbackAudit(ports);
        this.secondPerson = new SecondPerson(ports);
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

    /** {@code POST /v1/scores/{scoreId}/feedback}: 201 once Kafka has it on all in-sync replicas, 200 when it had it before; 202 when a second person decides. */
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
        if (request.kind() != FeedbackKind.WITHDRAWN
                && secondPerson.isAsked(context, score, SecondPerson.decision(score, request))) {
            return;
        }
        String actor = Objects.requireNonNull(context.attribute(Authentication.ACTOR));
        Later.answer(
                context,
                ports.executor(),
                ports.desk().give(score.scoreId(), request, idempotencyKey, actor),
                answer -> {
                    if (answer instanceof FeedbackAnswer.Recorded recorded) {
                        audit.given(
                                Authentication.act(context),
                                recorded.feedbackId(),
                                score.claim(),
                                score.scoreId(),
                                request);
                    }
                    answer(context, answer);
                });
    }

    private static ProblemException noSuchScore() {
        return new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score.");
    }

    private static void answer(Context context, FeedbackAnswer answer) {
        String feedbackId = feedbackId(answer);
        acknowledged(context, answer instanceof FeedbackAnswer.Recorded ? 201 : 200, feedbackId);
    }

    /**
     * The feedback that stands on the topic.
     *
     * @throws ProblemException when none does
     */
    static String feedbackId(FeedbackAnswer answer) {
        return answer.<Supplier<String>>fold(new FeedbackAnswer.Cases<>(
                        recorded -> recorded::feedbackId,
                        repeated -> repeated::feedbackId,
                        unknown -> () -> {
                            throw noSuchScore();
                        },
                        superseded -> () -> {
                            throw new ProblemException(superseded(superseded.currentScoreId()));
                        },
                        reused -> () -> {
                            throw keyReused();
                        },
                        nothing -> () -> {
                            throw new ProblemException(
                                    ProblemCode.NOTHING_TO_WITHDRAW,
                                    "Expected a feedback on the same claim that is not itself a withdrawal.");
                        }))
                .get();
    }

    static ProblemException keyReused() {
        return new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new key for a new feedback.");
    }

    static Problem superseded(String currentScoreId) {
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
