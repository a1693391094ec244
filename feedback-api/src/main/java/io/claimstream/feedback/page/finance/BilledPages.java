package io.claimstream.feedback.page.finance;

import io.claimstream.feedback.billing.Meter.Metered;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.BillingDesk;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many scores are billed, by insurer, model version and period, as a page and as a file. */
public final class BilledPages {

    static final List<String> HEADINGS = List.of("insurer", "from", "to", "model_version", "scores");

    private static final String PATH = FinanceTabs.BILLED;
    private static final int MOST_DAYS = 1_100;
    private static final int USUAL_MONTHS = 3;
    private static final String DAY = "day";

    private final BillingDesk desk;
    private final Screen screen;

    public BilledPages(PagePorts ports, Screen screen) {
        this.desk = ports.billing();
        this.screen = screen;
    }

    /** A row of the table. */
    public record Row(String insurer, String period, String modelVersion, String scores) {}

    public List<PageRoute> routes() {
        return List.of(PageRoute.get(PATH, this::show, "showMeteredUsage"));
    }

    private void show(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        Days days = days(context);
        Step step = step(context);
        List<Metered> metered = desk.usage(context, days, step);
        if (Spreadsheet.isAsked(context)) {
            Spreadsheet.answer(
                    context, "billed-scores-" + days.from() + "-" + days.to(), HEADINGS, file(metered, days, step));
            return;
        }
        Reader reader = Readers.of(context);
        String query = Addresses.query(context, List.of(Spreadsheet.PARAMETER));
        screen.show(
                context,
                "Billed scores",
                "finance/billed.jte",
                Map.of(
                        "tabs",
                        FinanceTabs.of(context),
                        "days",
                        days,
                        "isByDay",
                        step == Step.DAY,
                        "rows",
                        metered.stream().map(it -> row(it, step, reader)).toList(),
                        "total",
                        reader.count(metered.stream().mapToLong(Metered::scores).sum()),
                        "hasInsurers",
                        Authentication.caller(context).insurer() == null,
                        "insurer",
                        Query.parameter(context, "insurer").orElse(""),
                        "file",
                        PATH + "?" + (query.isEmpty() ? "" : query + "&") + Spreadsheet.PARAMETER + "=csv"));
    }

    private static Row row(Metered one, Step step, Reader reader) {
        return new Row(
                one.insurer(),
                step == Step.DAY ? reader.day(one.begin()) : reader.month(one.begin()),
                one.modelVersion(),
                reader.count(one.scores()));
    }

    private static List<List<Object>> file(List<Metered> metered, Days days, Step step) {
        return metered.stream()
                .<List<Object>>map(it -> {
                    LocalDate end = step.end(it.begin());
                    return List.of(
                            it.insurer(),
                            (it.begin().isBefore(days.from()) ? days.from() : it.begin()).toString(),
                            (end.isAfter(days.to()) ? days.to() : end).toString(),
                            it.modelVersion(),
                            it.scores());
                })
                .toList();
    }

    private static Step step(Context context) {
        String by = Query.parameter(context, "by").orElse("month");
        if (!by.equals(DAY) && !by.equals("month")) {
            throw Query.wrong("by", "month or day");
        }
        return by.equals(DAY) ? Step.DAY : Step.MONTH;
    }

    /** The days asked for; without them the months up to this one. */
    private Days days(Context context) {
        LocalDate today = desk.today();
        boolean isUsual = context.queryParam("from") == null && context.queryParam("to") == null;
        return isUsual
                ? new Days(today.withDayOfMonth(1).minusMonths(USUAL_MONTHS - 1L), today)
                : Query.days(context, today, MOST_DAYS / USUAL_MONTHS, MOST_DAYS);
    }
}
