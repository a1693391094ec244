package io.claimstream.feedback.page.claimant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.claimant.ClaimantLetter;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.ContestSearch;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimantPorts;
import io.claimstream.feedback.http.ContestDesk;
import io.claimstream.feedback.http.ContestQuery;
import io.claimstream.feedback.http.ExplanationDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Amounts;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.claim.ReasonsView;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What claimants contest: the list with its clocks, and the review of one. The form to answer comes with the reasons of the estimate, and an answer is taken only from whom they were sent.
 */
public final class ContestPages {

    private static final String PATH = "/contests";
    private static final String ONE = PATH + "/{contestId}";
    private static final int PAGE = 50;
    private static final Map<String, String> NOTICES = Map.of(
            "opened", "It is noted, and the clock runs.",
            "added", "This estimate is contested already: the grounds were added to it.",
            "begun", "You review it now.",
            "extended", "It has more time. Tell the claimant why.",
            "asked", "The new amount waits for a second person. The contest is answered once it is approved.",
            "answered", "It is answered. The letter says what came of it.");

    private final ApiPorts ports;
    private final ClaimantPorts claimants;
    private final ContestDesk desk;
    private final ExplanationDesk explanations;
    private final FormBody forms;
    private final Screen screen;
    private final ContestViews views;

    public ContestPages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.ports = ports.api();
        this.claimants = ports.claimants();
        this.desk = ports.claimants().contests();
        this.explanations = ports.explanations();
        this.forms = ports.forms();
        this.screen = screen;
        this.views = new ContestViews(desk, navigation, names);
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listContests").labelled("Contests"),
                PageRoute.get(ONE, this::one, "showContest"),
                PageRoute.get(ONE + "/reasons", this::reasons, "showContest", "explainScore"),
                PageRoute.get(ONE + "/letter", this::letter, "writeAnswerLetter"),
                PageRoute.post(ONE + "/review", this::begin, "reviewContest"),
                PageRoute.post(ONE + "/extension", this::extend, "extendContest"),
                PageRoute.post(ONE + "/answer", this::answer, "answerContest"));
    }

    private void list(Context context) {
        var tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        ContestSearch search = ContestQuery.read(context, desk, PAGE);
        List<Contest> page = search.states().isEmpty() ? List.of() : desk.list(search);
        Map<String, Object> model = new HashMap<>();
        model.put("lines", page.stream().map(it -> views.line(context, it)).toList());
        model.put("state", Query.parameter(context, "state").orElse(""));
        model.put("overdue", Query.parameter(context, "overdue").orElse(""));
        model.put("insurer", Query.parameter(context, "insurer").orElse(""));
        model.put("hasInsurers", Authentication.caller(context).insurer() == null);
        model.put("next", page.size() == PAGE ? PATH + "?" + ContestQuery.next(context, page.get(PAGE - 1)) : "");
        screen.show(context, "Contests", "claimant/contests.jte", model);
    }

    private void one(Context context) {
        show(context, desk.find(context), FormErrors.NONE);
    }

    private void show(Context context, Contest contest, FormErrors errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("view", views.view(context, contest));
        model.put(
                "notice",
                Objects.requireNonNullElse(
                        NOTICES.get(Query.parameter(context, "notice").orElse("")), ""));
        model.put("errors", errors);
        screen.show(context, "Contest", "claimant/contest.jte", model);
    }

    /** The reasons of the estimate that counts, and with them the form to answer. */
    private void reasons(Context context) {
        Contest contest = desk.find(context);
        Later.page(
                context,
                ports.executor(),
                () -> explanations.explain(context, desk.reviewed(contest)),
                explained -> {
                    if (desk.isReviewer(Authentication.caller(context), contest)) {
                        ports.review()
                                .shown()
                                .add(
                                        Authentication.caller(context).name(),
                                        explained.score().getScoreId(),
                                        explained.isComplete());
                    }
                    screen.show(
                            context,
                            "Contest",
                            "claimant/reasons.jte",
                            Map.of(
                                    "reasons", ReasonsView.of(explained, Readers.of(context)),
                                    "view", views.view(context, contest),
                                    "currency", explained.score().getCurrency()));
                },
                problem -> screen.show(context, "Contest", "claim/trouble.jte", Map.of("words", words(problem))));
    }

    private void letter(Context context) {
        Contest contest = desk.find(context);
        String form = Query.parameter(context, LetterToClaimantPages.AS).orElse("");
        Later.page(
                context,
                ports.executor(),
                () -> desk.letter(context),
                letter -> letter(context, contest, form, letter),
                problem -> show(context, contest, FormErrors.of(problem)));
    }

    private void letter(Context context, Contest contest, String form, ClaimantLetter letter) {
        if (form.equals(LetterToClaimantPages.PDF)) {
            claimants.letters().pdf(context, letter);
        } else if (form.equals("html")) {
            context.header("Content-Disposition", "attachment; filename=\"letter.html\"");
            claimants.letters().html(context, letter);
        } else {
            screen.show(
                    context,
                    letter.title(),
                    "claimant/letter.jte",
                    Map.of(
                            "letter",
                            letter,
                            "back",
                            address(contest),
                            "backLabel",
                            "Contest",
                            "address",
                            address(contest) + "/letter",
                            "profile",
                            ""));
        }
    }

    private void begin(Context context) {
        attempt(context, "begun", () -> desk.begin(context));
    }

    private void extend(Context context) {
        ObjectNode json = forms.json(context, "reason");
        forms.value(context, "days")
                .filter(it -> it.matches("[0-9]{1,3}"))
                .ifPresent(it -> json.put("days", Integer.parseInt(it)));
        lines(json, "reason");
        attempt(context, "extended", () -> desk.extend(context, json));
    }

    private void attempt(Context context, String notice, Supplier<Contest> change) {
        try {
            Screen.goOn(context, address(change.get()) + "?notice=" + notice);
        } catch (ProblemException e) {
            refuse(context, e.problem());
        }
    }

    private void answer(Context context) {
        Contest contest = desk.find(context);
        boolean isDecision = forms.value(context, "outcome")
                .filter(it -> !it.equals("WITHDRAWN"))
                .isPresent();
        boolean isShown = ports.review()
                .shown()
                .find(Authentication.caller(context).name(), desk.reviewed(contest))
                .isPresent();
        if (isDecision && !isShown) {
            show(
                    context,
                    contest,
                    new FormErrors(
                            "The reasons of this estimate were not shown to you yet. They come now; then answer.",
                            Map.of()));
            return;
        }
        ObjectNode json = forms.json(context, "outcome", "reasonCode", "text");
        forms.value(context, "amount").ifPresent(typed -> Amounts.read(typed)
                .ifPresentOrElse(it -> json.put("amount", it), () -> json.put("amount", typed)));
        lines(json, "text");
        Later.page(
                context,
                ports.executor(),
                () -> desk.answer(context, json),
                it -> Screen.goOn(context, address(it) + "?notice=" + (it.answer() == null ? "asked" : "answered")),
                problem -> refuse(context, problem));
    }

    /** Browsers end lines with two characters. */
    private static void lines(ObjectNode json, String field) {
        if (json.has(field)) {
            json.put(field, json.path(field).asText().replace("\r\n", "\n"));
        }
    }

    private void refuse(Context context, Problem problem) {
        context.status(problem.code().status());
        show(
                context,
                desk.find(context),
                new FormErrors(words(problem), FormErrors.of(problem).fields()));
    }

    private static String words(Problem problem) {
        String fields = problem.fields().stream()
                .map(it -> " Expected " + it.expected() + ".")
                .reduce("", String::concat);
        return problem.code().title() + ". " + problem.detail() + fields;
    }

    static String address(Contest contest) {
        return PATH + "/" + contest.contestId();
    }
}
