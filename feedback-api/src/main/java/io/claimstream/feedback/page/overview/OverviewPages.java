package io.claimstream.feedback.page.overview;

import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Scope;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.OverviewQuery;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Assets;
import io.claimstream.feedback.page.QueueFilter;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The overview for the head of claims, and the report of a month to keep. */
public final class OverviewPages {

    private static final String PATH = "/overview";
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9998;

    private final ApiPorts ports;
    private final Screen screen;
    private final Assets assets;

    public OverviewPages(PagePorts ports, Screen screen, Assets assets) {
        this.ports = ports.api();
        this.screen = screen;
        this.assets = assets;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::overview, "showOverview").labelled("Overview"),
                PageRoute.get(PATH + "/report", this::report, "showOverview"));
    }

    private void overview(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        OverviewQuery query = OverviewQuery.read(context, today());
        screen.show(
                context,
                "Overview",
                "overview/overview.jte",
                Map.of(
                        "view", view(context, query.scope(), query.days()),
                        "filter",
                                QueueFilter.of(
                                        context, Authentication.caller(context).insurer() == null),
                        "month", YearMonth.from(today()).minusMonths(1).toString(),
                        "thisMonth", YearMonth.from(today()).toString()));
    }

    /** {@code GET /overview/report?month=2026-03}: one file that needs no other. */
    private void report(Context context) {
        YearMonth month = month(context);
        Scope scope = OverviewQuery.scope(context);
        LocalDate last = month.atEndOfMonth().isAfter(today()) ? today() : month.atEndOfMonth();
        if (last.isBefore(month.atDay(1))) {
            throw Query.wrong("month", "a month that has begun");
        }
        OverviewView view = view(context, scope, new Days(month.atDay(1), last));
        String page = screen.text(
                "overview/report.jte",
                Map.of(
                        "view",
                        view,
                        "title",
                        "Claims in " + view.reader().month(month.atDay(1)),
                        "of",
                        of(scope),
                        "isWhole",
                        last.equals(month.atEndOfMonth()),
                        "style",
                        new String(assets.bytesOf("claimstream.css"), StandardCharsets.UTF_8)));
        context.header("Content-Disposition", "attachment; filename=\"claims-" + month + ".html\"")
                .contentType("text/html; charset=utf-8")
                .result(page);
    }

    private OverviewView view(Context context, Scope scope, Days days) {
        return new OverviewView(
                ports.figures().overview(scope, days, today()),
                days,
                scope.isNarrow(),
                ports.clock().instant(),
                Readers.of(context));
    }

    private static String of(Scope scope) {
        String insurer = scope.insurer() == null ? "All insurers" : "Insurer " + scope.insurer();
        String line = scope.lineOfBusiness() == null ? "" : ", " + Words.of(scope.lineOfBusiness());
        return insurer + line + (scope.currency() == null ? "" : ", " + scope.currency());
    }

    private YearMonth month(Context context) {
        try {
            YearMonth month = YearMonth.parse(Query.parameter(context, "month")
                    .orElse(YearMonth.from(today()).toString()));
            if (month.getYear() < FIRST_YEAR || month.getYear() > LAST_YEAR) {
                throw Query.wrong("month", "a month of the years " + FIRST_YEAR + " to " + LAST_YEAR);
            }
            return month;
        } catch (DateTimeException e) {
            throw Query.wrong("month", "a month such as 2026-03");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
    }
}
