package io.claimstream.feedback.page.queue;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ContestDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.QueueDesk;
import io.claimstream.feedback.http.QueueDesk.Listed;
import io.claimstream.feedback.http.QueueDesk.Queued;
import io.claimstream.feedback.http.QueueQuery;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.QueueFilter;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.claim.NextClaim;
import io.claimstream.feedback.page.claimant.ContestLine;
import io.claimstream.feedback.page.queue.QueueRow.Sight;
import io.claimstream.feedback.queue.Assignment;
import io.claimstream.feedback.queue.Moved;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Claims that wait for a person: by deadline or by money at risk, a page at a time. */
public final class QueuePages {

    private static final String PATH = "/queue";
    private static final List<String> OF_PLACE = List.of("after", "since");

    private final QueueDesk desk;
    private final ContestDesk contests;
    private final Arrivals arrivals;
    private final Names names;
    private final FormBody forms;
    private final Screen screen;
    private final Navigation navigation;

    public QueuePages(PagePorts ports, Screen screen, Navigation navigation) {
        this.desk = ports.queue();
        this.contests = ports.claimants().contests();
        this.arrivals = new Arrivals(ports.api().readModel());
        this.names = new Names(ports.api().access().people().accounts());
        this.forms = ports.forms();
        this.screen = screen;
        this.navigation = navigation;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::queue, "listQueue").labelled("Queue"),
                PageRoute.get(PATH + "/rows", this::rows, "listQueue"),
                PageRoute.get(PATH + "/arrivals", this::arrivals, "listQueue").watching(),
                PageRoute.post(PATH + "/{insurer}/<claimId>/take", this::take, "takeClaim"),
                PageRoute.post(PATH + "/{insurer}/<claimId>/release", this::release, "releaseClaim"));
    }

    private void queue(Context context) {
        var tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        screen.show(
                context,
                "Queue",
                "queue/queue.jte",
                Map.of(
                        "view",
                        view(context),
                        "contested",
                        contested(context),
                        "isContestedOnly",
                        QueueQuery.isContestedOnly(context)));
    }

    /** What claimants contest, for those who may see it. */
    private List<ContestLine> contested(Context context) {
        return QueueQuery.contested(context).map(contests::list).orElse(List.of()).stream()
                .map(it -> ContestLine.of(it, Readers.of(context), desk.now(), names))
                .toList();
    }

    private void rows(Context context) {
        screen.show(context, "Queue", "queue/rows.jte", Map.of("view", view(context)));
    }

    private void arrivals(Context context) {
        int came = arrivals.since(context, desk.now());
        screen.show(
                context,
                "Queue",
                "queue/arrivals.jte",
                Map.of(
                        "came",
                        came,
                        "isMore",
                        came > Arrivals.MOST,
                        "isOfAnyReason",
                        context.queryParam("reviewReason") != null,
                        "address",
                        PATH + Addresses.behind(Addresses.query(context, OF_PLACE))));
    }

    private void take(Context context) {
        Queued queued = waiting(context);
        moved(context, queued, desk.take(Authentication.act(context), queued, expected(context)));
    }

    private void release(Context context) {
        Queued queued = waiting(context);
        moved(context, queued, desk.release(Authentication.act(context), queued, expected(context)));
    }

    /** The row as it is now, with what happened where it was not what the reader wanted; without a script, the queue again. */
    private void moved(Context context, Queued queued, Moved moved) {
        if (!Screen.isPart(context)) {
            Screen.goOn(context, PATH + Addresses.behind(NextClaim.filter(context)));
            return;
        }
        QueueRow row = QueueRow.of(new Queued(queued.claim(), moved.now()), sight(context));
        screen.show(
                context, "Queue", "queue/row.jte", Map.of("row", row, "message", message(moved, row), "isAlone", true));
    }

    private static String message(Moved moved, QueueRow row) {
        String who = row.holder().isEmpty() ? "nobody" : row.holder();
        return switch (moved.outcome()) {
            case DONE -> row.isMine() ? "You have " + row.claimId() + "." : row.claimId() + " is free again.";
            case CHANGED -> "Someone was faster: " + who + " has " + row.claimId() + " now.";
            case ANOTHERS -> who + " has " + row.claimId() + " and may hand it over.";
            case FREE -> "Nobody has " + row.claimId() + ".";
            case NO_SUCH_WORKER -> "Nobody of that name may work on " + row.claimId() + ".";
        };
    }

    private Queued waiting(Context context) {
        return desk.waiting(Authentication.caller(context), context.pathParam("insurer"), context.pathParam("claimId"));
    }

    /** What the reader saw: an assignment that changed since is not changed blindly. */
    private Predicate<Assignment> expected(Context context) {
        String version = forms.value(context, "version").orElse("");
        return it -> Long.toString(it.version()).equals(version);
    }

    private QueueView view(Context context) {
        // Asked before the list is read: a claim that comes between is rather told twice than not at all.
        String since = arrivals.query(context, desk.now());
        Listed listed = desk.list(QueueQuery.read(context, desk.now()));
        Sight sight = sight(context);
        String next = listed.last().map(last -> QueueQuery.next(context, last)).orElse("");
        String count = sight.reader().count(listed.waiting());
        return new QueueView(
                listed.claims().stream().map(it -> QueueRow.of(it, sight)).toList(),
                listed.isMore() ? "More than " + count : count,
                next.isEmpty() ? "" : PATH + "?" + next,
                next.isEmpty() ? "" : PATH + "/rows?" + next,
                PATH + "/arrivals?" + since,
                QueueFilter.of(context, sight.caller().insurer() == null),
                navigation.allows(sight.caller().role(), "giveFeedback"));
    }

    private Sight sight(Context context) {
        Caller caller = Authentication.caller(context);
        Map<String, String> known = new HashMap<>();
        return new Sight(
                caller,
                navigation.allows(caller.role(), "takeClaim"),
                Readers.of(context),
                desk.now(),
                actor -> known.computeIfAbsent(actor, names),
                Addresses.behind(NextClaim.filter(context)));
    }
}
