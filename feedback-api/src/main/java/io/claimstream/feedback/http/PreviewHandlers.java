package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.whatif.Previewed;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Says what a claim would be scored at. Nothing of it is written anywhere. */
final class PreviewHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final PublishedScores scores;

    PreviewHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.body = body;
        this.scores = new PublishedScores(ports);
    }

    /** By operation. */
    Map<String, Handler> handlers() {
        return Map.of("preview", this::preview);
    }

    /** {@code POST /v1/previews}. */
    private void preview(Context context) {
        PreviewRequest request = PreviewRequest.read(body.json(context));
        if (request instanceof PreviewRequest.OfScore ofScore) {
            ClaimScored score = scores.find(context, ofScore.scoreId());
            FactChanges changes = new FactChanges(ofScore.changes(), ports.clock());
            answer(context, ports.whatIf().preview(score, changes, ofScore.version()), ofScore.changes());
        } else {
            PreviewRequest.OfClaim ofClaim = (PreviewRequest.OfClaim) request;
            Authentication.requireServes(context, ofClaim.claim().getInsurer());
            answer(
                    context,
                    ports.whatIf().preview(ofClaim.claim(), PreviewHandlers::rejected, ofClaim.version()),
                    JsonNodeFactory.instance.objectNode());
        }
    }

    private void answer(Context context, CompletableFuture<Previewed> preview, ObjectNode changes) {
        Later.answer(
                context,
                ports.executor(),
                WhatIfProblems.told(preview),
                previewed -> Answers.json(context, 200, PreviewJson.of(previewed, changes)));
    }

    private static RuntimeException rejected(LoneClaim.Outcome.Refused refused) {
        return new ProblemException(Problem.of(
                ProblemCode.CLAIM_REJECTED,
                refused.violations().stream()
                        .map(it ->
                                new Field("/claim/" + it.getField().replace('.', '/'), it.getCode(), it.getMessage()))
                        .toList()));
    }
}
