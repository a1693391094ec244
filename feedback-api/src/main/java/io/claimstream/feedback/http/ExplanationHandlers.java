package io.claimstream.feedback.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.concurrent.Executor;

/** Says of a score why, what would move it, and what it would be with other facts. Nothing of it is written anywhere. */
final class ExplanationHandlers {

    private final ExplanationDesk desk;
    private final SimilarDesk similar;
    private final RequestBody body;
    private final Executor executor;

    /** @param executor writes answers */
    ExplanationHandlers(ExplanationDesk desk, SimilarDesk similar, RequestBody body, Executor executor) {
        this.desk = desk;
        this.similar = similar;
        this.body = body;
        this.executor = executor;
    }

    /** By operation. */
    Map<String, Handler> handlers() {
        return Map.of(
                "explainScore",
                this::explain,
                "findSimilarClaims",
                this::similar,
                "findCounterfactual",
                this::counterfactual,
                "preview",
                this::preview);
    }

    /** {@code GET /v1/scores/{scoreId}/explanation}. */
    private void explain(Context context) {
        Later.answer(
                context,
                executor,
                desk.explain(context, context.pathParam("scoreId")),
                explained -> Answers.json(context, 200, ExplanationJson.of(explained)));
    }

    /** {@code GET /v1/scores/{scoreId}/similar}. */
    private void similar(Context context) {
        int limit = Query.limit(context, SimilarDesk.USUAL, SimilarDesk.MOST);
        Later.answer(
                context,
                executor,
                similar.similar(context, context.pathParam("scoreId"), limit),
                found -> Answers.json(context, 200, SimilarJson.of(found)));
    }

    /** {@code POST /v1/scores/{scoreId}/counterfactual}. Changes nothing. */
    private void counterfactual(Context context) {
        Later.answer(
                context,
                executor,
                desk.counterfactual(context, context.pathParam("scoreId"), body.json(context)),
                it -> Answers.json(context, 200, ExplanationJson.of(it)));
    }

    /** {@code POST /v1/previews}. */
    private void preview(Context context) {
        Later.answer(
                context,
                executor,
                desk.preview(context, body.json(context)),
                it -> Answers.json(context, 200, PreviewJson.of(it.previewed(), it.changes())));
    }
}
