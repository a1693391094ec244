package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.LetterDesk;
import io.claimstream.feedback.http.LetterDesk.Listed;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.letter.Letter;
import io.claimstream.feedback.letter.Letters;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Dead letters: a list, each by itself, what stands in it, and putting it back. */
public final class LetterPages {

    static final String PATH = "/operations/dead-letters";

    private static final String TITLE = "Dead letters";
    private static final String CONFIRMED = "confirmed";
    private static final List<String> FILTER = List.of("insurer", "code", "service", "topic", "asked");

    private final LetterDesk desk;
    private final FormBody forms;
    private final Names names;
    private final OperationsScreen screen;

    public LetterPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.desk = ports.letters();
        this.forms = ports.forms();
        this.names = new Names(ports.api().access().people().accounts());
        this.screen = new OperationsScreen(screen, navigation, PATH);
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listDeadLetters"),
                PageRoute.get(PATH + "/replay", this::confirmAll, "replayDeadLetters"),
                PageRoute.post(PATH + "/replay", this::replayAll, "replayDeadLetters"),
                PageRoute.get(PATH + "/{letter}", this::show, "showDeadLetter"),
                PageRoute.get(PATH + "/{letter}/state", this::state, "showDeadLetter")
                        .watching(),
                PageRoute.get(PATH + "/{letter}/contents", this::read, "readDeadLetter"),
                PageRoute.post(PATH + "/{letter}/replay", this::replay, "replayDeadLetter"));
    }

    private void list(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        Listed<Letter> listed = desk.letters(context);
        Map<String, String> known = new HashMap<>();
        UnaryOperator<String> nameOf = actor -> known.computeIfAbsent(actor, names);
        Asked asked = asked(context);
        boolean mayReplay = screen.may(context, "replayDeadLetters");
        screen.show(
                context,
                TITLE,
                "letters.jte",
                Map.of(
                        "letters",
                        listed.rows().stream()
                                .map(it -> new LetterView(it, nameOf, false, false))
                                .toList(),
                        "next",
                        listed.next().isEmpty() ? "" : PATH + "?" + listed.next(),
                        "asked",
                        asked,
                        "replayAll",
                        mayReplay && !listed.rows().isEmpty() ? PATH + "/replay" + behind(context) : ""));
    }

    private void show(Context context) {
        screen.show(context, TITLE, "letter.jte", model(context, FormErrors.NONE));
    }

    private void state(Context context) {
        screen.part(context, "letter-state.jte", Map.of("letter", view(context)));
    }

    private void read(Context context) {
        Letter letter = desk.letter(context);
        screen.show(
                context,
                "Contents of dead letter " + letter.id(),
                "contents.jte",
                ContentView.of(desk.look(Authentication.act(context), letter))
                        .model("Contents of dead letter " + letter.id(), PATH + "/" + letter.id()));
    }

    private void replay(Context context) {
        Letter letter = desk.letter(context);
        if (letter.replay() == null && forms.value(context, CONFIRMED).isEmpty()) {
            context.status(400);
            screen.show(context, TITLE, "letter.jte", model(context, unconfirmed()));
            return;
        }
        desk.replay(Authentication.act(context), letter);
        Screen.goOn(context, PATH + "/" + letter.id());
    }

    private void confirmAll(Context context) {
        confirmAll(context, FormErrors.NONE);
    }

    private void confirmAll(Context context, FormErrors errors) {
        int letters = desk.replayable(context, LetterDesk.filter(context));
        screen.show(
                context,
                "Put dead letters back",
                "replay.jte",
                Map.of(
                        "count",
                        Readers.of(context).count(letters),
                        "letters",
                        letters,
                        "isMore",
                        letters == Letters.MOST_AT_ONCE,
                        "asked",
                        asked(context),
                        "errors",
                        errors,
                        "behind",
                        behind(context)));
    }

    private void replayAll(Context context) {
        if (forms.value(context, CONFIRMED).isEmpty()) {
            context.status(400);
            confirmAll(context, unconfirmed());
            return;
        }
        desk.replayAll(Authentication.act(context), LetterDesk.filter(context));
        Screen.goOn(context, PATH + Addresses.behind(Addresses.query(context, List.of("asked"))));
    }

    private Map<String, Object> model(Context context, FormErrors errors) {
        return Map.of("letter", view(context), "errors", errors);
    }

    private LetterView view(Context context) {
        return new LetterView(
                desk.letter(context),
                names,
                screen.may(context, "replayDeadLetter"),
                screen.may(context, "readDeadLetter"));
    }

    private static FormErrors unconfirmed() {
        return new FormErrors("Nothing was put back: say first that the cause is mended.", Map.of());
    }

    private static Asked asked(Context context) {
        Caller caller = Authentication.caller(context);
        return Asked.of(context, caller.insurer() == null, FILTER);
    }

    private static String behind(Context context) {
        return Addresses.behind(Addresses.query(context, List.of("after", "limit")));
    }
}
