package io.claimstream.feedback.page.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.ExplanationDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.SimilarDesk;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Amounts;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.claim.DecisionPanel.Typed;
import io.claimstream.feedback.view.AcceptedRevision;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.feedback.whatif.KnownFacts;
import io.claimstream.feedback.whatif.Served;
import io.claimstream.model.picture.MoneyForm;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The parts of a claim's page that take longer, since a model is loaded or the log is read for them: reasons, facts, past claims like it, what
 * would change the estimate, and what if. They
 * come after the page, and say in their place why they cannot.
 */
public final class ClaimParts {

    private final ApiPorts ports;
    private final ClaimLookup lookup;
    private final ExplanationDesk desk;
    private final SimilarDesk past;
    private final FormBody forms;
    private final Screen screen;
    private final DecisionPanels panels;

    public ClaimParts(PagePorts ports, Screen screen, DecisionPanels panels) {
        this.ports = ports.api();
        this.lookup = new ClaimLookup(ports.api());
        this.desk = ports.explanations();
        this.past = ports.similar();
        this.forms = ports.forms();
        this.screen = screen;
        this.panels = panels;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(ClaimPages.PATH + "/reasons", this::reasons, "explainScore"),
                PageRoute.get(ClaimPages.PATH + "/facts", this::facts, "explainScore"),
                PageRoute.get(ClaimPages.PATH + "/similar", this::similar, "findSimilarClaims"),
                PageRoute.post(ClaimPages.PATH + "/counterfactual", this::counterfactual, "findCounterfactual"),
                PageRoute.post(ClaimPages.PATH + "/what-if", this::whatIf, "preview"));
    }

    private void reasons(Context context) {
        Claim claim = lookup.find(context);
        String scoreId = required(claim);
        answer(context, () -> desk.explain(context, scoreId), explained -> reasons(context, claim, explained));
    }

    /** The reasons, and the form to decide, which opens with them. */
    private void reasons(Context context, Claim claim, Explained explained) {
        if (panels.mayDecide(context)) {
            ports.review()
                    .shown()
                    .add(
                            Authentication.caller(context).name(),
                            explained.score().getScoreId(),
                            explained.isComplete());
        }
        show(
                context,
                "claim/reasons.jte",
                Map.of(
                        "view",
                        ReasonsView.of(explained, Readers.of(context)),
                        "panel",
                        panels.of(context, claim, Typed.NOTHING, FormErrors.NONE)));
    }

    private void facts(Context context) {
        Claim claim = lookup.find(context);
        List<AcceptedRevision> revisions = ports.readModel().accepted(claim.key(), FactSheet.MOST_REVISIONS);
        answer(context, () -> desk.facts(context, claim, revisions), facts -> facts(context, claim, facts));
    }

    private void facts(Context context, Claim claim, KnownFacts facts) {
        List<ClaimAccepted> found =
                facts.revisions().stream().flatMap(Optional::stream).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("address", Addresses.claim(claim.key().insurer(), claim.key().claimId()));
        model.put("gone", facts.revisions().size() - found.size());
        model.put("isScored", claim.currentScoreId().isPresent());
        model.put("scored", scored(claim));
        if (!found.isEmpty()) {
            model.put("sheet", FactSheet.of(found, words(context, found.get(0))));
        }
        facts.scored().ifPresent(it -> {
            model.put("flags", DataFlags.of(it));
            model.put("whatIf", WhatIfForm.of(it.claim(), words(context, it.claim())));
        });
        show(context, "claim/facts.jte", model);
    }

    private static Set<Integer> scored(Claim claim) {
        return claim.revisions().stream()
                .filter(it -> it.score() != null)
                .map(Claim.Revision::number)
                .collect(Collectors.toSet());
    }

    private static FactWords words(Context context, ClaimAccepted claim) {
        Reader reader = Readers.of(context);
        return new FactWords(new MoneyForm(claim.getCurrency(), reader.locale()), reader::time);
    }

    private void similar(Context context) {
        String scoreId = required(lookup.find(context));
        answer(
                context,
                () -> past.similar(context, scoreId, SimilarDesk.USUAL),
                found ->
                        show(context, "claim/similar.jte", Map.of("view", SimilarView.of(found, Readers.of(context)))));
    }

    private void counterfactual(Context context) {
        String scoreId = required(lookup.find(context));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        forms.value(context, "amount").flatMap(Amounts::read).ifPresent(it -> json.put("amount", it));
        forms.value(context, "direction").ifPresent(it -> json.put("direction", it));
        if (!json.has("amount")) {
            say(context, "Expected an amount of 0 or more, such as 1500.00.");
            return;
        }
        answer(
                context,
                () -> desk.counterfactual(context, scoreId, json),
                moved -> show(context, "claim/moved.jte", Map.of("view", MovedView.of(moved, Readers.of(context)))));
    }

    private void whatIf(Context context) {
        String scoreId = required(lookup.find(context));
        answer(
                context,
                () -> desk.served(context, List.of(scoreId))
                        .thenCompose(served -> desk.preview(context, request(context, scoreId, served.get(0)))),
                it -> show(context, "claim/what-if.jte", Map.of("view", WhatIfView.of(it, Readers.of(context)))));
    }

    private ObjectNode request(Context context, String scoreId, Optional<Served> served) {
        ClaimAccepted claim = served.orElseThrow(
                        () -> new ProblemException(ProblemCode.EVIDENCE_GONE, "Expected the facts behind the score."))
                .claim();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("scoreId", scoreId);
        json.set("changes", WhatIfForm.changes(claim, path -> forms.value(context, path)
                .orElse("")));
        return json;
    }

    /** The score that counts. */
    private static String required(Claim claim) {
        return claim.currentScoreId()
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected a claim that is scored."));
    }

    /** Answers when the future completes; what goes wrong is said where the answer would stand. */
    private <T> void answer(Context context, Supplier<CompletableFuture<T>> asked, Consumer<T> show) {
        Later.page(context, ports.executor(), asked, show, problem -> say(context, problem));
    }

    private void say(Context context, Problem problem) {
        String fields = problem.fields().stream()
                .map(it -> FactField.words(it.pointer()) + ": expected " + it.expected() + ".")
                .reduce("", (one, other) -> one + " " + other);
        say(context, problem.code().title() + ". " + problem.detail() + fields);
    }

    private void say(Context context, String words) {
        show(context, "claim/trouble.jte", Map.of("words", words));
    }

    private void show(Context context, String template, Map<String, Object> model) {
        screen.show(context, "Claim", template, model);
    }
}
