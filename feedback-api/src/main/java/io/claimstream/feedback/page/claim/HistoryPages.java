package io.claimstream.feedback.page.claim;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimLookup;
import io.claimstream.feedback.http.NoteDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.claim.HistoryView.Then;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a claim, and how it was known at any moment. Nothing can be decided here. */
public final class HistoryPages {

    private static final String BEHIND = "/history";
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final String MALFORMED = "Expected a day and a time, such as 1 March 2026, 09:30.";
    private static final String TO_COME = "Expected a moment that is over: what will be known then is not known yet.";

    private final ApiPorts ports;
    private final ClaimLookup lookup;
    private final Screen screen;
    private final Names names;

    public HistoryPages(PagePorts ports, Screen screen, Names names) {
        this.ports = ports.api();
        this.lookup = new ClaimLookup(ports.api());
        this.screen = screen;
        this.names = names;
    }

    /** The pages. */
    public List<PageRoute> routes() {
        return List.of(PageRoute.get(ClaimPages.PATH + BEHIND, this::history, "showClaim"));
    }

    private void history(Context context) {
        Optional<String> typed = Query.parameter(context, "at").filter(it -> !it.isBlank());
        if (typed.isEmpty()) {
            show(context, lookup.asOf(context), "", "");
            return;
        }
        Optional<Instant> moment = moment(typed.get(), zone(context));
        boolean isOver =
                moment.filter(it -> !it.isAfter(ports.clock().instant())).isPresent();
        if (isOver) {
            Screen.goOn(context, address(find(context)) + "?asOf=" + moment.get());
            return;
        }
        context.status(400);
        show(context, ReadModel.NOW, typed.get(), moment.isEmpty() ? MALFORMED : TO_COME);
    }

    /** The zone that the form says, whatever the reader's is by the time that it is sent. */
    private static ZoneId zone(Context context) {
        return Query.parameter(context, Readers.ZONE).map(Readers::zone).orElseGet(() -> Readers.of(context)
                .zone());
    }

    private static Optional<Instant> moment(String typed, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(typed).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Claim find(Context context) {
        return lookup.find(context);
    }

    private void show(Context context, Instant asOf, String typed, String wrong) {
        Claim claim = find(context);
        Reader reader = Readers.of(context);
        boolean isNow = asOf.equals(ReadModel.NOW);
        Caller caller = Authentication.caller(context);
        NoteDesk notes = new NoteDesk(ports);
        List<Rescore> rescores = ports.rescoring().rescores().ofClaim(claim.key()).stream()
                .map(it -> notes.readBy(caller, it))
                .toList();
        List<HistoryView.Moment> moments = new Timeline(claim, reader, names, address(claim)).moments(rescores, asOf);
        HistoryView view = new HistoryView(
                claim.key().claimId(),
                Addresses.claim(claim.key().insurer(), claim.key().claimId()),
                moments,
                moments.size() == Timeline.MOST,
                isNow ? typed : MINUTES.format(asOf.atZone(zone(context))),
                wrong,
                zone(context).getId(),
                isNow ? null : then(claim, asOf, reader, caller));
        screen.show(context, "History of " + claim.key().claimId(), "claim/history.jte", Map.of("view", view));
    }

    private Then then(Claim now, Instant asOf, Reader reader, Caller caller) {
        return ports.readModel()
                .claim(now.key(), asOf)
                .map(it -> then(it, reader, asOf, caller))
                .orElseGet(() -> Then.unknown(asOf));
    }

    private Then then(Claim claim, Reader reader, Instant asOf, Caller caller) {
        NoteDesk notes = new NoteDesk(ports);
        ClaimViews views = new ClaimViews(reader, asOf);
        ClaimPast past = new ClaimPast(claim, reader, names, notes.readBy(caller));
        Optional<Score> score = claim.currentScoreId().flatMap(ports.readModel()::score);
        Uses uses = claim.feedback().isEmpty() ? Uses.NONE : ports.readModel().usedIn(claim.key(), asOf);
        return new Then(
                asOf,
                false,
                views.facts(claim, score),
                views.notices(claim),
                score.map(it -> views.estimate(it, past.marks())).orElse(null),
                past.history(
                        score.isPresent()
                                ? ports.rescoring().rescores().ofClaim(claim.key(), asOf).stream()
                                        .map(it -> notes.readBy(caller, it))
                                        .toList()
                                : List.of()),
                past.said(uses));
    }

    private static String address(Claim claim) {
        return Addresses.claim(claim.key().insurer(), claim.key().claimId()) + BEHIND;
    }
}
