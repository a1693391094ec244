package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.whatif.Goal;
import io.claimstream.feedback.whatif.Goal.Direction;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says of a score why, and what would move it. */
final class ExplanationHandlers {

    private static final Map<String, Direction> DIRECTIONS =
            Map.of("atLeast", Direction.AT_LEAST, "atMost", Direction.AT_MOST);

    private final ApiPorts ports;
    private final RequestBody body;
    private final PublishedScores scores;

    ExplanationHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
        this.scores = new PublishedScores(ports);
    }

    /** By operation. */
    Map<String, Handler> handlers() {
        return Map.of("explainScore", this::explain, "findCounterfactual", this::counterfactual);
    }

    /** {@code GET /v1/scores/{scoreId}/explanation}. */
    private void explain(Context context) {
        ClaimScored score = scores.find(context, context.pathParam("scoreId"));
        Later.answer(
                context,
                ports.executor(),
                WhatIfProblems.told(ports.whatIf().explain(score)),
                explained -> Answers.json(context, 200, ExplanationJson.of(explained)));
    }

    /** {@code POST /v1/scores/{scoreId}/counterfactual}. Changes nothing. */
    private void counterfactual(Context context) {
        Goal goal = goal(body.json(context));
        ClaimScored score = scores.find(context, context.pathParam("scoreId"));
        Later.answer(
                context,
                ports.executor(),
                WhatIfProblems.told(ports.whatIf().counterfactual(score, goal)),
                found -> Answers.json(context, 200, ExplanationJson.of(score, goal, found)));
    }

    private static Goal goal(JsonNode json) {
        Fields fields = new Fields(json, Set.of("amount", "direction"));
        Optional<BigDecimal> amount = fields.amount("amount", "an amount such as 1500.00");
        Direction direction = fields.optionalText("direction", DIRECTIONS::containsKey, "atLeast or atMost")
                .map(DIRECTIONS::get)
                .orElse(Direction.ACROSS);
        fields.done();
        return new Goal(amount.orElseThrow(), direction);
    }
}
