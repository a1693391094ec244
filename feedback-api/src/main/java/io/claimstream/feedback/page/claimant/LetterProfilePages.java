package io.claimstream.feedback.page.claimant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.PolicyDesk;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Tabs;
import io.claimstream.feedback.policy.LetterProfile;
import io.claimstream.feedback.policy.LetterProfiles;
import io.claimstream.feedback.policy.Policy;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What letters to claimants say of an insurer, and how much time there is: seen, and laid down by administrators. */
public final class LetterProfilePages {

    private static final String PATH = "/policies/{insurer}/letter";
    private static final List<String> NUMBERS = List.of("contestDays", "answerDays");

    private final PolicyDesk desk;
    private final FormBody forms;
    private final Navigation navigation;
    private final Names names;
    private final Screen screen;
    private final Tabs tabs;

    public LetterProfilePages(PagePorts ports, Screen screen, Navigation navigation, Tabs tabs, Names names) {
        this.desk = ports.office().policies();
        this.forms = ports.forms();
        this.navigation = navigation;
        this.names = names;
        this.screen = screen;
        this.tabs = tabs;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::show, "showLetterProfile"),
                PageRoute.post(PATH, this::change, "changeLetterProfile", "showLetterProfile"));
    }

    private void show(Context context) {
        Policy policy = desk.letter(context);
        show(context, policy, typed(policy), FormErrors.NONE);
    }

    private void change(Context context) {
        try {
            var unused = desk.changeLetter(
                    context,
                    () -> wanted(context),
                    () -> version -> forms.value(context, "version")
                            .filter(it -> it.equals(String.valueOf(version)))
                            .isPresent());
            Screen.goOn(context, address(context) + "?notice=changed");
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            FormErrors errors = e.problem().code() == ProblemCode.PRECONDITION_FAILED
                    ? new FormErrors(
                            "Somebody changed it meanwhile, and nothing of yours was laid down. Send it again to lay"
                                    + " down what stands below.",
                            Map.of())
                    : FormErrors.of(e.problem());
            Map<String, String> typed = new HashMap<>();
            for (String field : List.of("sender", "contact", "contestDays", "answerDays")) {
                typed.put(field, forms.value(context, field).orElse(""));
            }
            show(context, desk.letter(context), typed, errors);
        }
    }

    /** The form as the object that the API takes. What is no number is sent on as it is, so that it is refused in its place. */
    private ObjectNode wanted(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        forms.value(context, "sender").ifPresent(text -> {
            var lines = json.putArray("sender");
            text.lines().map(String::strip).filter(it -> !it.isEmpty()).forEach(lines::add);
        });
        forms.value(context, "contact").ifPresent(it -> json.put("contact", it));
        for (String name : NUMBERS) {
            Optional<String> number = forms.value(context, name);
            if (number.isPresent() && number.get().matches("[0-9]{1,6}")) {
                json.put(name, Integer.parseInt(number.get()));
            } else {
                number.ifPresent(it -> json.put(name, it));
            }
        }
        return json;
    }

    private static Map<String, String> typed(Policy policy) {
        Optional<LetterProfile> profile = LetterProfiles.profile(policy);
        return Map.of(
                "sender", profile.map(it -> String.join("\n", it.sender())).orElse(""),
                "contact", profile.map(LetterProfile::contact).orElse(""),
                "contestDays",
                        profile.map(LetterProfile::contestDays)
                                .map(String::valueOf)
                                .orElse(""),
                "answerDays",
                        String.valueOf(profile.map(LetterProfile::answerDays).orElse(LetterProfile.USUAL_ANSWER_DAYS)));
    }

    private void show(Context context, Policy policy, Map<String, String> typed, FormErrors errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", tabs.of(context));
        model.put("insurer", policy.insurer());
        model.put("address", address(context));
        model.put("back", "/policies/" + Addresses.encoded(policy.insurer()));
        model.put("version", policy.version());
        model.put(
                "changed",
                Optional.ofNullable(policy.changed())
                        .map(it -> "Laid down by " + names.apply(it.by()) + ", "
                                + Readers.of(context).time(it.at()) + ".")
                        .orElse("Nothing is laid down yet: letters have neutral words."));
        model.put("typed", typed);
        model.put("mayChange", navigation.allows(Authentication.caller(context).role(), "changeLetterProfile"));
        model.put(
                "notice",
                Query.parameter(context, "notice").filter("changed"::equals).isPresent()
                        ? "It is laid down. Letters from now on say it."
                        : "");
        model.put("errors", errors);
        screen.show(context, "Letters of " + policy.insurer(), "claimant/profile.jte", model);
    }

    private static String address(Context context) {
        return "/policies/" + Addresses.encoded(context.pathParam("insurer")) + "/letter";
    }
}
