package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Overview;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.figures.Step;
import io.claimstream.feedback.figures.VersionPeriod;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows how much there is and how well it goes: the overview, what versions turned out to be, usage, and how people decided. */
final class FigureHandlers {

    private static final Map<String, Step> STEPS =
            new TreeMap<>(Map.of("day", Step.DAY, "week", Step.WEEK, "month", Step.MONTH));
    private static final Map<String, Step> USAGE_STEPS = new TreeMap<>(Map.of("day", Step.DAY, "month", Step.MONTH));

    private final ApiPorts ports;
    private final OwnVersion versions;

    FigureHandlers(ApiPorts ports) {
        this.ports = ports;
        this.versions = new OwnVersion(ports);
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("showOverview", this::overview),
                entry("showModelMetrics", this::metrics),
                entry("showUsage", this::usage),
                entry("showAgreement", new AgreementHandlers(ports)::agreement),
                entry("listDecisions", new DecisionListHandlers(ports)::list));
    }

    /** {@code GET /v1/overview}. */
    private void overview(Context context) {
        OverviewQuery query = OverviewQuery.read(context, today());
        Overview overview = ports.figures().overview(query.scope(), query.days(), today());
        Answers.json(
                context,
                200,
                described(query.days())
                        .setAll(OverviewJson.of(overview, query.scope().isNarrow())));
    }

    /** {@code GET /v1/models/{version}/metrics}. */
    private void metrics(Context context) {
        String version = context.pathParam("version");
        String currency = versions.currency(context);
        Days days = Query.days(context, today(), OverviewQuery.USUAL_DAYS, OverviewQuery.MOST_DAYS);
        Step step = Query.named(context, "by", STEPS).orElse(Step.WEEK);
        List<VersionPeriod> periods =
                ports.figures().ofVersion(version, OverviewQuery.insurer(context), currency, days, step);
        ObjectNode json = described(days)
                .put("version", version)
                .put("currency", currency)
                .put("least", SettledSums.LEAST);
        json.set(
                "total",
                periods.stream()
                        .reduce(VersionPeriod::plus)
                        .map(VersionMetricsJson::of)
                        .orElseGet(() -> VersionMetricsJson.of(VersionPeriod.none(days.from()))));
        var array = json.putArray("periods");
        periods.forEach(it -> array.add(within(days, step, it.begin()).setAll(VersionMetricsJson.of(it))));
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/usage}. */
    private void usage(Context context) {
        Days days = Query.days(context, today(), OverviewQuery.USUAL_DAYS, OverviewQuery.MOST_DAYS);
        Step step = Query.named(context, "by", USAGE_STEPS).orElse(Step.MONTH);
        SortedMap<String, SortedMap<LocalDate, Records>> usage =
                ports.figures().usage(OverviewQuery.insurer(context), days, step);
        ObjectNode json = described(days);
        var insurers = json.putArray("insurers");
        usage.forEach((insurer, periods) -> {
            ObjectNode entry = insurer.isEmpty() ? json.putObject("withoutInsurer") : insurers.addObject();
            if (!insurer.isEmpty()) {
                entry.put("insurer", insurer);
            }
            entry.set("total", usage(periods.values().stream().reduce(Records.NONE, Records::plus)));
            var array = entry.putArray("periods");
            periods.forEach(
                    (begin, records) -> array.add(within(days, step, begin).setAll(usage(records))));
        });
        Answers.json(context, 200, json);
    }

    private static ObjectNode usage(Records records) {
        return OverviewJson.volume(records, false).put("rescored", records.rescored());
    }

    private static ObjectNode described(Days days) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", days.from().toString())
                .put("to", days.to().toString());
    }

    /** A period, cut to the days asked for. */
    private static ObjectNode within(Days days, Step step, LocalDate begin) {
        LocalDate end = step.end(begin);
        return described(
                new Days(begin.isBefore(days.from()) ? days.from() : begin, end.isAfter(days.to()) ? days.to() : end));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(ports.clock().instant(), ZoneOffset.UTC);
    }
}
