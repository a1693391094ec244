package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.desk.ScoringOutcome;
import io.claimstream.feedback.desk.ScoringOutcome.Cases;
import io.claimstream.feedback.desk.ScoringOutcome.DeadLettered;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Submits a claim and answers with what becomes of it. */
final class ScoringHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final Patience patience;

    /** @param longest how long an outcome is waited for, unless the caller asks for less */
    ScoringHandlers(ApiPorts ports, RequestBody body, Duration longest) {
        this.ports = ports;
        this.body = body;
        this.patience = new Patience(longest);
    }

    /** {@code POST /v1/scores}: 201 with the score, 200 with that of a duplicate, 422 with the broken rules, 202 when the time is over. */
    void score(Context context) {
        ClaimSubmitted claim = ClaimReader.read(body.json(context));
        Authentication.requireServes(context, claim.getInsurer());
        Duration granted = patience.of(context);
        Later.answer(
                context,
                ports.executor(),
                ports.scoring().submit(claim, granted),
                outcome -> answer(context, claim, outcome));
    }

    private static void answer(Context context, ClaimSubmitted claim, ScoringOutcome outcome) {
        context.attribute(Idempotency.CHANGED, true);
        String link = Links.claim(claim);
        outcome.<Runnable>fold(new Cases<>(
                        it -> () -> scored(context, 201, "scored", it.score()),
                        it -> () -> scored(context, 200, "duplicate", it.score()),
                        it -> () -> {
                            throw new ProblemException(rejected(it.violations(), ScoringHandlers::pointer)
                                    .withLink(link));
                        },
                        it -> () -> {
                            throw new ProblemException(dead(it).withLink(link));
                        },
                        it -> () -> pending(context, claim)))
                .run();
    }

    private static void scored(Context context, int status, String outcome, Score score) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("outcome", outcome);
        json.set("score", ClaimJson.of(score));
        context.header("Location", Links.score(score.scoreId()));
        Answers.json(context, status, json);
    }

    /** Submitted, and not known yet what becomes of it. */
    static void pending(Context context, ClaimSubmitted claim) {
        String link = Links.claim(claim);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("outcome", "pending");
        json.put("insurer", claim.getInsurer())
                .put("claimId", claim.getClaimId())
                .put("revision", claim.getRevision())
                .put("link", link);
        context.header("Location", link);
        Answers.json(context, 202, json);
    }

    /**
     * Broken rules.
     *
     * @param pointer the place in the body of a field, given by its path with dots
     */
    static Problem rejected(JsonNode violations, UnaryOperator<String> pointer) {
        List<Problem.Field> fields = new ArrayList<>();
        violations.forEach(it -> fields.add(new Problem.Field(
                pointer.apply(it.path("field").asText()),
                it.path("code").asText(),
                it.path("message").asText())));
        return Problem.of(ProblemCode.CLAIM_REJECTED, fields);
    }

    private static String pointer(String field) {
        return "/" + field.replace('.', '/');
    }

    /** A record on the way of a claim died. */
    static Problem dead(DeadLettered outcome) {
        return Problem.of(
                ProblemCode.CLAIM_DEAD_LETTERED,
                "A record on its way became a dead letter in "
                        + outcome.letter().service() + " (" + outcome.letter().code()
                        + "). The claim is not lost: its address says what is left to do.");
    }
}
