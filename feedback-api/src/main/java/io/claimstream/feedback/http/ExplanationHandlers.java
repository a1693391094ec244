package io.claimstream.feedback.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.concurrent.Executor;

/** Says of a score why, what would move it, and what it would be with other facts. Nothing of it is written anywhere. */
final class ExplanationHandlers {

    private final ExplanationDesk desk;
    private final SimilarDesk similar;
    private final ClaimantDesk claimants;
    private final ClaimantLetters letters;
    private final RequestBody body;
    private final Executor executor;

    /**
     * What it asks.
     *
     * @param explanations answers why and what if
     * @param similar finds past claims
     * @param claimants writes letters
     * @param letters gives them in every form
     */
    record Desks(ExplanationDesk explanations, SimilarDesk similar, ClaimantDesk claimants, ClaimantLetters letters) {}

    /** @param executor writes answers */
    ExplanationHandlers(Desks desks, RequestBody body, Executor executor) {
        this.desk = desks.explanations();
        this.similar = desks.similar();
        this.claimants = desks.claimants();
        this.letters = desks.letters();
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
                this::preview,
                "writeLetter",
                this::letter);
    }

    /** {@code GET /v1/scores/{scoreId}/explanation}. */
    private void explain(Context context) {
        Later.answer(
                context,
                executor,
                desk.explain(context, context.pathParam("scoreId")),
                explained -> Answers.json(context, 200, ExplanationJson.of(explained)));
    }

    /** {@code GET /v1/scores/{scoreId}/letter}, in the form that the caller accepts. */
    private void letter(Context context) {
        ClaimantLetters.Form form = ClaimantLetters.accepted(context);
        Later.answer(
                context,
                executor,
                claimants.explain(context, context.pathParam("scoreId")),
                it -> letters.answer(context, form, it));
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
