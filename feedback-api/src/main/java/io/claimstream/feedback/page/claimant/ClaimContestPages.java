package io.claimstream.feedback.page.claimant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.ContestDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.QueueFilter.Choice;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.view.Claim;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the claimant of one claim contests, as a part of the claim's page and as a page of its own, with the form to note something. */
public final class ClaimContestPages {

    private static final String PATH = LetterToClaimantPages.CLAIM + "/contests";

    private final ContestDesk desk;
    private final ClaimLookup lookup;
    private final FormBody forms;
    private final Navigation navigation;
    private final Screen screen;
    private final ContestViews views;

    public ClaimContestPages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.desk = ports.claimants().contests();
        this.lookup = new ClaimLookup(ports.api());
        this.forms = ports.forms();
        this.navigation = navigation;
        this.screen = screen;
        this.views = new ContestViews(desk, navigation, names);
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listContests"),
                PageRoute.post(PATH, this::open, "contestScore", "listContests"));
    }

    private void list(Context context) {
        show(context, lookup.find(context), FormErrors.NONE);
    }

    private void open(Context context) {
        Claim claim = lookup.find(context);
        ObjectNode json = forms.json(context, "scoreId", "channel", "contestedBy");
        forms.value(context, "grounds").ifPresent(it -> json.put("grounds", it.replace("\r\n", "\n")));
        // A day is noted as its beginning, so that the clock is never longer than it was told.
        forms.value(context, "receivedOn").ifPresent(it -> json.put("receivedAt", it + "T00:00:00Z"));
        try {
            Contests.Opened opened = desk.open(context, claim.key(), json);
            Screen.goOn(
                    context,
                    ContestPages.address(opened.contest()) + "?notice=" + (opened.isNew() ? "opened" : "added"));
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, claim, FormErrors.of(e.problem()));
        }
    }

    private void show(Context context, Claim claim, FormErrors errors) {
        boolean mayContest = navigation.allows(Authentication.caller(context).role(), "contestScore")
                && claim.currentScoreId().isPresent();
        Map<String, Object> model = new HashMap<>();
        model.put(
                "claimAddress",
                Addresses.claim(claim.key().insurer(), claim.key().claimId()));
        model.put("claimId", claim.key().claimId());
        model.put(
                "lines",
                desk.of(claim.key()).stream().map(it -> views.line(context, it)).toList());
        model.put("scoreId", mayContest ? claim.currentScoreId().orElse("") : "");
        model.put("today", LocalDate.ofInstant(desk.now(), ZoneOffset.UTC).toString());
        model.put("channels", choices(Contest.Channel.values()));
        model.put("people", choices(Contest.By.values()));
        model.put(
                "typed",
                Map.of(
                        "grounds", forms.value(context, "grounds").orElse(""),
                        "receivedOn", forms.value(context, "receivedOn").orElse(""),
                        "channel", forms.value(context, "channel").orElse(""),
                        "contestedBy", forms.value(context, "contestedBy").orElse("")));
        model.put("errors", errors);
        screen.show(
                context,
                "Contests of claim " + claim.key().claimId(),
                Screen.isPart(context) ? "claimant/of-claim.jte" : "claimant/claim-contests.jte",
                model);
    }

    private static List<Choice> choices(Enum<?>... values) {
        return Arrays.stream(values)
                .map(it -> new Choice(it.name(), ContestLine.words(it)))
                .toList();
    }
}
