package io.claimstream.feedback.page.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.DecisionDesk;
import io.claimstream.feedback.http.DecisionDesk.Decided;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Amounts;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.claim.DecisionPanel.Typed;
import io.claimstream.feedback.view.Claim;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes decisions from a claim's page. One is taken only from whom a page was sent the reasons of this very score; that is asked here, whatever the page shows. What the API
 * asks of a decision is asked too, by the same desk.
 */
public final class DecisionPages {

    static final String ACCEPTED = "accepted";
    static final String CORRECTED = "corrected";
    private static final String WITHDRAWN = "withdrawn";

    private final ApiPorts ports;
    private final ClaimLookup lookup;
    private final DecisionDesk desk;
    private final FormBody forms;
    private final Screen screen;
    private final DecisionPanels panels;
    private final NextClaim next;
    private final Arrival arrival;

    public DecisionPages(PagePorts ports, Screen screen, DecisionPanels panels) {
        this.ports = ports.api();
        this.lookup = new ClaimLookup(ports.api());
        this.desk = ports.decisions();
        this.forms = ports.forms();
        this.screen = screen;
        this.panels = panels;
        this.next = new NextClaim(ports.api().readModel());
        this.arrival = Arrival.every(
                it -> ports.api().readModel().feedback(it).isPresent(),
                ports.api().executor());
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.post(ClaimPages.PATH + "/decisions", this::decide, "giveFeedback"),
                PageRoute.get(ClaimPages.PATH + "/next", this::next, "listQueue"));
    }

    /** Leads to the next claim of the queue; to the queue itself when nothing is left of it. */
    private void next(Context context) {
        Claim claim = lookup.find(context);
        Screen.goOn(
                context,
                next.after(context, claim.key(), ports.clock().instant())
                        .orElse("/queue" + Addresses.behind(NextClaim.filter(context))));
    }

    private void decide(Context context) {
        Claim claim = lookup.find(context);
        String kind = forms.value(context, "kind").orElse("");
        String scoreId = forms.value(context, "scoreId").orElse("");
        Typed typed = new Typed(
                forms.value(context, "amount").orElse(""),
                forms.value(context, "reasonCode").orElse(""),
                forms.value(context, "note").orElse("").replace("\r\n", "\n"));
        if (ports.readModel()
                .score(scoreId)
                .filter(it -> it.claim().equals(claim.key()))
                .isEmpty()) {
            refuse(context, claim, typed, "This form is of another claim. Load the page again. Nothing was recorded.");
            return;
        }
        if (!kind.equals(WITHDRAWN) && !panels.isShown(context, scoreId)) {
            refuse(
                    context,
                    claim,
                    typed,
                    "The reasons of this estimate were not shown to you yet. They come now; then confirm.");
            return;
        }
        Optional<ObjectNode> said = said(context, kind, typed);
        if (said.isEmpty()) {
            refuse(
                    context,
                    claim,
                    typed,
                    new FormErrors(
                            "Not yet: see below.",
                            Map.of(
                                    "amount",
                                    "Expected an amount of 0 or more with at most two decimals, such as 1500.00.")));
            return;
        }
        Later.page(
                context,
                ports.executor(),
                () -> desk.give(context, scoreId, said.get(), forms.value(context, "requestId"))
                        .thenCompose(decided -> shown(context, decided)),
                decided -> answer(context, claim, kind, typed, decided),
                problem -> refuse(context, claim, typed, problem));
    }

    /** A part says itself what was done; a whole page is read from the read model. */
    private CompletableFuture<Decided> shown(Context context, Decided decided) {
        if (Screen.isPart(context)) {
            return CompletableFuture.completedFuture(decided);
        }
        return decided.fold(
                given -> arrival.of(given.feedbackId()).thenApply(arrived -> decided),
                waits -> CompletableFuture.completedFuture(decided));
    }

    /** The feedback in the form that the API takes; empty when the amount cannot be read. */
    private Optional<ObjectNode> said(Context context, String kind, Typed typed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", kind);
        if (kind.equals(WITHDRAWN)) {
            forms.value(context, "feedbackId").ifPresent(it -> json.put("withdrawnFeedbackId", it));
            return Optional.of(json);
        }
        if (!typed.note().isEmpty()) {
            json.put("note", typed.note());
        }
        if (!kind.equals(CORRECTED)) {
            return Optional.of(json);
        }
        if (!typed.reasonCode().isEmpty()) {
            json.put("reasonCode", typed.reasonCode());
        }
        return Amounts.read(typed.amount()).map(it -> json.put("amount", it));
    }

    private void answer(Context context, Claim claim, String kind, Typed typed, Decided decided) {
        if (!Screen.isPart(context)) {
            Screen.goOn(
                    context,
                    Addresses.claim(claim.key().insurer(), claim.key().claimId())
                            + Addresses.behind(NextClaim.filter(context)));
            return;
        }
        DecisionPanel panel = panels.of(context, left(context, claim, kind), Typed.NOTHING, FormErrors.NONE);
        Map<String, Object> model = new HashMap<>();
        model.put("panel", panel);
        model.put(
                "next",
                next.after(context, claim.key(), ports.clock().instant()).orElse(""));
        model.put(
                "done",
                decided.fold(
                        given -> Done.of(given.feedbackId(), kind, typed, panel, Readers.of(context))
                                .withoutNote(!typed.note().isEmpty() && !given.isNoteStored()),
                        waits -> Done.waiting(waits.approval(), Readers.of(context))));
        // What stands elsewhere on the page follows once the read model has it.
        context.header("HX-Trigger", "decided");
        screen.show(context, "Claim", "claim/done.jte", model);
    }

    /** The claim without what was taken back just now, which the read model may still show as standing. */
    private Claim left(Context context, Claim claim, String kind) {
        return forms.value(context, "feedbackId")
                .filter(it -> kind.equals(WITHDRAWN))
                .map(claim::without)
                .orElse(claim);
    }

    private void refuse(Context context, Claim claim, Typed typed, String words) {
        refuse(context, claim, typed, new FormErrors(words, Map.of()));
    }

    private void refuse(Context context, Claim claim, Typed typed, FormErrors errors) {
        refuse(context, panel(context, claim, typed, errors));
    }

    /** What may have been taken is to be sent again under its name. */
    private void refuse(Context context, Claim claim, Typed typed, Problem problem) {
        DecisionPanel panel = panel(context, claim, typed, new FormErrors(words(problem), Map.of()));
        refuse(
                context,
                forms.value(context, "requestId")
                        .filter(it -> Words.isInDoubt(problem))
                        .map(panel::named)
                        .orElse(panel));
    }

    private DecisionPanel panel(Context context, Claim claim, Typed typed, FormErrors errors) {
        return panels.of(context, ports.readModel().claim(claim.key()).orElse(claim), typed, errors);
    }

    private void refuse(Context context, DecisionPanel panel) {
        if (Screen.isPart(context)) {
            screen.show(context, "Claim", "claim/decision.jte", Map.of("panel", panel));
        } else {
            screen.show(context, "Claim", "claim/refused.jte", Map.of("panel", panel));
        }
    }

    /** What a problem means to who decides. */
    private static String words(Problem problem) {
        if (problem.code() == ProblemCode.SCORE_SUPERSEDED) {
            return "This estimate does not count any more: a newer revision of the claim was scored meanwhile. Load the page again, and decide on that"
                    + " one.";
        }
        if (problem.code() == ProblemCode.NOTHING_TO_WITHDRAW) {
            return "There is nothing to take back any more.";
        }
        if (problem.code() == ProblemCode.IDEMPOTENCY_KEY_REUSED) {
            return "This form was sent before with something else in it. Load the page again to see what stands.";
        }
        String fields = problem.fields().stream()
                .map(it -> " Expected " + it.expected() + ".")
                .reduce("", String::concat);
        return problem.code().title() + ". " + problem.detail() + fields + " "
                + Words.ending(problem, "Nothing was recorded.");
    }
}
