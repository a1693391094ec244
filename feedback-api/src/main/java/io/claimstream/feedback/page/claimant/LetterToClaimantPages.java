package io.claimstream.feedback.page.claimant;

import io.claimstream.feedback.claimant.ClaimantLetter;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.ClaimantPorts;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.view.Claim;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The letter to a claimant about the current estimate: to look at, to print, and as a file. */
public final class LetterToClaimantPages {

    static final String CLAIM = "/claims/{insurer}/<claimId>";
    static final String AS = "as";
    static final String PDF = "pdf";

    private final ApiPorts ports;
    private final ClaimantPorts claimants;
    private final ClaimLookup lookup;
    private final Navigation navigation;
    private final Screen screen;

    public LetterToClaimantPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.ports = ports.api();
        this.claimants = ports.claimants();
        this.lookup = new ClaimLookup(ports.api());
        this.navigation = navigation;
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(CLAIM + "/letter", this::letter, "writeLetter"));
    }

    private void letter(Context context) {
        Claim claim = lookup.find(context);
        String scoreId = claim.currentScoreId()
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected a claim that is scored."));
        String form = Query.parameter(context, AS).orElse("");
        Later.page(
                context,
                ports.executor(),
                () -> claimants.desk().explain(context, scoreId),
                letter -> show(context, claim, form, letter),
                problem -> trouble(context, claim, problem));
    }

    private void show(Context context, Claim claim, String form, ClaimantLetter letter) {
        switch (form) {
            case PDF -> claimants.letters().pdf(context, letter);
            case "html" -> {
                context.header("Content-Disposition", "attachment; filename=\"letter.html\"");
                claimants.letters().html(context, letter);
            }
            default -> {
                Map<String, Object> model = model(context, claim);
                model.put("letter", letter);
                screen.show(context, letter.title(), "claimant/letter.jte", model);
            }
        }
    }

    private void trouble(Context context, Claim claim, Problem problem) {
        Map<String, Object> model = model(context, claim);
        model.put("trouble", problem.code().title() + ". " + problem.detail());
        context.status(problem.code().status());
        screen.show(context, "Letter to the claimant", "claimant/letter.jte", model);
    }

    private Map<String, Object> model(Context context, Claim claim) {
        String insurer = claim.key().insurer();
        Map<String, Object> model = new HashMap<>();
        model.put("back", Addresses.claim(insurer, claim.key().claimId()));
        model.put("backLabel", "Claim " + claim.key().claimId());
        model.put("address", Addresses.claim(insurer, claim.key().claimId()) + "/letter");
        model.put(
                "profile",
                navigation.allows(Authentication.caller(context).role(), "showLetterProfile")
                        ? "/policies/" + Addresses.encoded(insurer) + "/letter"
                        : "");
        return model;
    }
}
