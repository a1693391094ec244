package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.NoteDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.claim.DecisionPanel.Typed;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of a claim: what is known of it, what was estimated and said, and what may be decided. */
public final class ClaimPages {

    static final String PATH = "/claims/{insurer}/<claimId>";

    private static final int AGAIN_SECONDS = 3;

    private final ApiPorts ports;
    private final ClaimLookup lookup;
    private final Screen screen;
    private final Navigation navigation;
    private final Names names;
    private final DecisionPanels panels;

    public ClaimPages(PagePorts ports, Screen screen, Navigation navigation, Names names, DecisionPanels panels) {
        this.ports = ports.api();
        this.lookup = new ClaimLookup(ports.api());
        this.screen = screen;
        this.navigation = navigation;
        this.names = names;
        this.panels = panels;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH + "/said", this::said, "showClaim"), PageRoute.get(PATH, this::claim, "showClaim"));
    }

    private void claim(Context context) {
        Claim claim = lookup.find(context);
        // Whoever waits for a first estimate has nothing to do here yet that asking again would undo.
        boolean isPending = ClaimViews.newest(claim).status() == Status.PENDING
                && claim.currentScoreId().isEmpty();
        screen.show(
                context,
                screen.frame(
                        context,
                        "Claim " + claim.key().claimId(),
                        Authentication.session(context),
                        isPending ? AGAIN_SECONDS : 0),
                "claim/claim.jte",
                Map.of(
                        "view",
                        view(context, claim),
                        "trail",
                        trail(context, claim),
                        "seesContests",
                        navigation.allows(Authentication.caller(context).role(), "listContests")));
    }

    /** Where everything stands that was done to the claim; blank for who does not see it. */
    private String trail(Context context, Claim claim) {
        return navigation.allows(Authentication.caller(context).role(), "listAudit")
                ? Addresses.claimTrail(claim.key().insurer(), claim.key().claimId())
                : "";
    }

    /** What people said, again: after a decision. */
    private void said(Context context) {
        screen.show(context, "Feedback", "claim/said.jte", Map.of("view", view(context, lookup.find(context))));
    }

    private ClaimView view(Context context, Claim claim) {
        Reader reader = Readers.of(context);
        ClaimViews views = new ClaimViews(reader, ports.clock().instant());
        NoteDesk notes = new NoteDesk(ports);
        ClaimPast past = new ClaimPast(claim, reader, names, notes.readBy(Authentication.caller(context)));
        Optional<Score> score = claim.currentScoreId().flatMap(ports.readModel()::score);
        Uses uses = claim.feedback().isEmpty() ? Uses.NONE : ports.readModel().usedIn(claim.key());
        return new ClaimView(
                claim.key().insurer(),
                claim.key().claimId(),
                Addresses.claim(claim.key().insurer(), claim.key().claimId()),
                Addresses.behind(NextClaim.filter(context)),
                navigation.allows(Authentication.caller(context).role(), "scoreClaim")
                        ? Addresses.revised(claim.key().insurer(), claim.key().claimId())
                        : "",
                views.facts(claim, score),
                views.notices(claim),
                score.map(it -> views.estimate(it, past.marks())).orElse(null),
                navigation.allows(Authentication.caller(context).role(), "explainScore"),
                panels.of(context, claim, Typed.NOTHING, FormErrors.NONE),
                past.history(
                        score.isPresent()
                                ? ports.rescoring().rescores().ofClaim(claim.key()).stream()
                                        .map(it -> notes.readBy(Authentication.caller(context), it))
                                        .toList()
                                : List.of()),
                past.said(uses));
    }
}
