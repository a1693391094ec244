package io.claimstream.feedback.page.submit;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.ExplanationDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.whatif.Served;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What stands in the form beforehand: of the claim in the address what its newest scored revision states, where the reader may see that. Thread-safe. */
final class NextRevision {

    private static final String INSURER = "insurer";
    private static final String CLAIM_ID = "claimId";
    private static final String REVISION = "revision";
    private static final String EVENT_TIME = "eventTime";
    private static final String SYSTEM = "submittingSystem";
    private static final String OF_PAGES = "claimstream-pages";

    private final ApiContract contract;
    private final ClaimLookup claims;
    private final ExplanationDesk facts;

    NextRevision(PagePorts ports) {
        this.contract = ports.contract();
        this.claims = new ClaimLookup(ports.api());
        this.facts = ports.explanations();
    }

    /** A form as it is before anything is typed. */
    record Filled(Map<String, String> typed, String notice) {}

    /**
     * The form for the claim in the address; without one an empty form.
     *
     * @throws io.claimstream.feedback.http.ProblemException when there is no such claim
     */
    CompletableFuture<Filled> of(Context context, ClaimTyped form) {
        Caller caller = Authentication.caller(context);
        Map<String, String> typed = new HashMap<>(Map.of(REVISION, "1", SYSTEM, OF_PAGES));
        Optional.ofNullable(caller.insurer()).ifPresent(it -> typed.put(INSURER, it));
        Optional<String> insurer = Query.parameter(context, INSURER).filter(it -> !it.isEmpty());
        Optional<String> claimId = Query.parameter(context, CLAIM_ID).filter(it -> !it.isEmpty());
        if (insurer.isEmpty() || claimId.isEmpty()) {
            return CompletableFuture.completedFuture(new Filled(typed, ""));
        }
        Claim claim = claims.find(context, insurer.get(), claimId.get(), ReadModel.NOW);
        Optional<String> scoreId = claim.currentScoreId().filter(it -> mayRead(caller));
        if (scoreId.isEmpty()) {
            return CompletableFuture.completedFuture(filled(claim, typed, false));
        }
        return facts.served(context, List.of(scoreId.get())).handle((served, failure) -> {
            Optional<Served> found = failure == null ? served.get(0) : Optional.empty();
            found.ifPresent(it -> stated(form, it).forEach(typed::put));
            return filled(claim, typed, found.isPresent());
        });
    }

    /** What the accepted claim states under the same names. References of people are pseudonyms there, and texts are sealed: they are no part of it. */
    private static Map<String, String> stated(ClaimTyped form, Served served) {
        Map<String, String> stated = form.typed(EventJson.toJson(served.claim()));
        // It says when the earlier revision came about.
        stated.remove(EVENT_TIME);
        stated.remove(EVENT_TIME + ClaimTyped.EXACT);
        return stated;
    }

    private static Filled filled(Claim claim, Map<String, String> typed, boolean hasFacts) {
        int next = claim.revisions().get(claim.revisions().size() - 1).number() + 1;
        typed.put(INSURER, claim.key().insurer());
        typed.put(CLAIM_ID, claim.key().claimId());
        typed.put(REVISION, Integer.toString(next));
        return new Filled(
                typed,
                hasFacts
                        ? "Filled in with what the newest scored revision states. References of people, descriptions and personal data are not kept in the clear: fill them in again, and do not send the form without them."
                        : "The facts of the earlier revisions cannot be shown here: fill in everything that the claim states now.");
    }

    private boolean mayRead(Caller caller) {
        return contract.operations().stream()
                .filter(it -> it.id().equals("explainScore"))
                .anyMatch(it -> it.allows(caller.role()));
    }
}
