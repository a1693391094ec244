package io.claimstream.feedback.page.finance;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.figures.Scope;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.OverviewQuery;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** What each insurer used, by month or by day, as a page and as a file. */
public final class FinancePages {

    private static final String PATH = "/finance";
    private static final int MOST_DAYS = 1_100;
    private static final int USUAL_MONTHS = 12;
    private static final Map<String, Step> STEPS = Map.of("day", Step.DAY, "month", Step.MONTH);

    private final ApiPorts ports;
    private final Screen screen;

    public FinancePages(PagePorts ports, Screen screen) {
        this.ports = ports.api();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::usage, "showUsage").labelled("Finance"));
    }

    private void usage(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        UsageView view = view(context);
        if (Spreadsheet.isAsked(context)) {
            Spreadsheet.answer(
                    context, "usage-" + view.days().from() + "-" + view.days().to(), UsageView.HEADINGS, view.file());
            return;
        }
        Caller caller = Authentication.caller(context);
        screen.show(
                context,
                "Finance",
                "finance/usage.jte",
                Map.of(
                        "tabs",
                        FinanceTabs.of(context),
                        "view",
                        view,
                        "hasInsurers",
                        caller.insurer() == null,
                        "insurer",
                        Query.parameter(context, "insurer").orElse(""),
                        "file",
                        PATH + Addresses.behind(file(context))));
    }

    private static String file(Context context) {
        String query = Addresses.query(context, List.of(Spreadsheet.PARAMETER));
        return (query.isEmpty() ? "" : query + "&") + Spreadsheet.PARAMETER + "=csv";
    }

    private UsageView view(Context context) {
        Days days = days(context);
        Step step = Query.parameter(context, "by").map(FinancePages::step).orElse(Step.MONTH);
        Scope scope = OverviewQuery.scope(context);
        SortedMap<String, SortedMap<LocalDate, Records>> usage = ports.figures().usage(scope.insurer(), days, step);
        List<UsageView.Line> lines = new ArrayList<>();
        usage.forEach((insurer, periods) ->
                periods.forEach((begin, records) -> lines.add(new UsageView.Line(insurer, begin, records))));
        return new UsageView(lines, days, step, Readers.of(context));
    }

    private static Step step(String name) {
        if (!STEPS.containsKey(name)) {
            throw Query.wrong("by", "month or day");
        }
        return Objects.requireNonNull(STEPS.get(name));
    }

    /** The days asked for; without them the twelve months up to this one. */
    private Days days(Context context) {
        LocalDate today = LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
        LocalDate first = today.withDayOfMonth(1).minusMonths(USUAL_MONTHS - 1L);
        boolean isUsual = context.queryParam("from") == null && context.queryParam("to") == null;
        return isUsual ? new Days(first, today) : Query.days(context, today, MOST_DAYS / 3, MOST_DAYS);
    }
}
