package io.claimstream.feedback.page.operations;

import io.claimstream.event.DeploymentAction;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.OperationsDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.operations.Course.Happened;
import io.claimstream.platform.lag.Lag;
import io.claimstream.platform.lag.LagKey;
import io.claimstream.platform.lag.LagPoint;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How Claimstream gets on: how each part is, how much passes and how fast, and how far each group is behind. */
public final class OperationsPages {

    static final String PATH = "/operations";

    /** Moves that put another version in service. */
    private static final Set<DeploymentAction> SWAPS = Set.of(
            DeploymentAction.PROMOTED,
            DeploymentAction.PINNED,
            DeploymentAction.UNPINNED,
            DeploymentAction.ROLLED_BACK);

    private static final String TITLE = "Operations";
    private static final String HOURS = "4h";
    private static final String MINUTES = "15m";
    private static final Duration LEAST = Duration.ofMinutes(1);

    private final OperationsDesk desk;
    private final OperationsScreen screen;

    public OperationsPages(PagePorts ports, Screen screen, Navigation navigation) {
        this.desk = ports.operations();
        this.screen = new OperationsScreen(screen, navigation, PATH);
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::page, "showComponents", "showPace", "showLag")
                        .labelled(TITLE),
                PageRoute.get(PATH + "/now", this::parts, "showComponents", "showPace", "showLag")
                        .watching());
    }

    private void page(Context context) {
        if (Authentication.caller(context).insurer() != null) {
            screen.show(context, TITLE, "narrow.jte", Map.of());
            return;
        }
        screen.show(context, TITLE, "operations.jte", Map.of("view", view(context)));
    }

    private void parts(Context context) {
        if (Authentication.caller(context).insurer() != null) {
            context.status(204);
            return;
        }
        screen.part(context, "now.jte", Map.of("view", view(context)));
    }

    private OperationsView view(Context context) {
        boolean isHours = HOURS.equals(context.queryParam("span"));
        Lag lag = desk.lag();
        Reader reader = Readers.of(context);
        Instant to = desk.now();
        Instant from = begin(lag, to, isHours ? Duration.ofHours(4) : Duration.ofMinutes(15));
        return new OperationsView(
                desk.components(),
                new PaceView(desk.pace(), new Course(from, to, all(lag, from), reader)),
                lag.groups().stream()
                        .sorted(Comparator.comparing((Lag.Group it) -> !LagKey.isOurs(it.name()))
                                .thenComparing(Lag.Group::name))
                        .map(it -> new GroupView(it, new Course(from, to, of(it, lag, from), reader)))
                        .toList(),
                lag.obstacle().orElse(""),
                lag.at() == null ? "" : reader.time(lag.at()),
                isHours ? HOURS : MINUTES);
    }

    /** Where the pictures begin: not long before anything is known. */
    private static Instant begin(Lag lag, Instant to, Duration most) {
        Instant first = lag.groups().stream()
                .flatMap(it -> it.points().stream().limit(1))
                .map(LagPoint::at)
                .min(Comparator.naturalOrder())
                .orElse(to);
        Instant begin = to.minus(most);
        Instant late = to.minus(LEAST);
        Instant wanted = first.isAfter(begin) ? first : begin;
        return wanted.isBefore(late) ? wanted : late;
    }

    private List<Happened> of(Lag.Group group, Lag lag, Instant from) {
        return sorted(
                Stream.concat(
                        lag.marks().stream()
                                .filter(it -> it.group().equals(group.name()))
                                .map(it -> new Happened(it.at(), it.what())),
                        swaps()),
                from);
    }

    private List<Happened> all(Lag lag, Instant from) {
        return sorted(
                Stream.concat(
                        lag.marks().stream().map(it -> new Happened(it.at(), it.group() + " " + it.what())), swaps()),
                from);
    }

    private Stream<Happened> swaps() {
        return desk.moves().stream()
                .filter(it -> SWAPS.contains(it.event().getAction()))
                .map(it ->
                        new Happened(it.event().getAt(), "model " + it.event().getVersion()));
    }

    private static List<Happened> sorted(Stream<Happened> marks, Instant from) {
        return marks.filter(it -> !it.at().isBefore(from))
                .sorted(Comparator.comparing(Happened::at))
                .toList();
    }
}
