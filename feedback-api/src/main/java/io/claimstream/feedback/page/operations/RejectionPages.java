package io.claimstream.feedback.page.operations;

import io.claimstream.domain.validation.Rule;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.LetterDesk;
import io.claimstream.feedback.http.LetterDesk.Listed;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.letter.Rejected;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.QueueFilter.Choice;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submissions that broke rules: a list, each by itself, and what stands in it. */
public final class RejectionPages {

    static final String PATH = "/operations/rejected";

    private static final String TITLE = "Rejected";
    private static final List<String> FILTER = List.of("insurer", "code");

    private final LetterDesk desk;
    private final OperationsScreen screen;

    public RejectionPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.desk = ports.letters();
        this.screen = new OperationsScreen(screen, navigation, PATH);
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listRejections"),
                PageRoute.get(PATH + "/{rejection}", this::show, "showRejection"),
                PageRoute.get(PATH + "/{rejection}/contents", this::read, "readRejection"));
    }

    private void list(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        Listed<Rejected> listed = desk.rejections(context);
        screen.show(
                context,
                TITLE,
                "rejections.jte",
                Map.of(
                        "rejections",
                        listed.rows().stream()
                                .map(it -> new RejectionView(it, false))
                                .toList(),
                        "next",
                        listed.next().isEmpty() ? "" : PATH + "?" + listed.next(),
                        "codes",
                        codes(),
                        "asked",
                        Asked.of(context, Authentication.caller(context).insurer() == null, FILTER)));
    }

    private void show(Context context) {
        boolean mayRead = screen.may(context, "readRejection");
        screen.show(
                context,
                TITLE,
                "rejection.jte",
                Map.of("rejection", new RejectionView(desk.rejection(context), mayRead)));
    }

    private void read(Context context) {
        Rejected rejected = desk.rejection(context);
        String title = "Contents of rejected submission " + rejected.id();
        screen.show(
                context,
                title,
                "contents.jte",
                ContentView.of(desk.look(Authentication.act(context), rejected))
                        .model(title, PATH + "/" + rejected.id()));
    }

    private static List<Choice> codes() {
        return Arrays.stream(Rule.values())
                .map(it -> new Choice(it.name(), Words.of(it.name())))
                .toList();
    }
}
