package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.drift.DriftWindows;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.figures.DriftFigures;
import io.claimstream.feedback.view.PlacedMove;
import io.claimstream.feedback.view.Standing;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows whether claims change: what came in of late against what the champion learned from, or any days against any others. */
final class DriftHandlers {

    private final ApiPorts ports;
    private final DriftFigures figures;

    /** What a champion learned from ends here. */
    private record Learned(String version, Instant to) {

        LocalDate day() {
            return LocalDate.ofInstant(to, ZoneOffset.UTC);
        }
    }

    DriftHandlers(ApiPorts ports) {
        this.ports = ports;
        this.figures = ports.figures().drift();
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(entry("showDrift", this::show));
    }

    /** {@code GET /v1/drift}. */
    private void show(Context context) {
        if (!ports.upkeep().standings().stream().allMatch(Standing::caughtUp)) {
            throw ApiPorts.catchingUp();
        }
        String line = Query.given(context, "lineOfBusiness");
        String currency = Query.given(context, "currency");
        DriftQuery query = DriftQuery.read(context);
        boolean servesAll = Authentication.caller(context).insurer() == null;
        if (query.isOfOwnDays() && !servesAll) {
            // Two questions that differ by a day would tell what the other insurers sent on it.
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "Expected no days of your own choice: they are for those who serve every insurer.");
        }
        Optional<Learned> learned = learned(line, currency);
        ObjectNode json = DriftJson.described(line, currency, figures.limits());
        learned.ifPresent(it ->
                json.put("champion", it.version()).put("learnedTo", it.to().toString()));
        Optional<LocalDate> newest = figures.newest(line, currency);
        newest.ifPresent(it -> json.put("newestDay", it.toString()));
        Optional<DriftWindows> windows = newest.flatMap(it -> query.windows(learned.map(Learned::day), it));
        Optional<DriftReport> report = windows.map(it -> figures.compare(line, currency, it));
        if (report.isPresent()) {
            DriftJson.report(json, report.get(), servesAll);
        } else {
            DriftJson.nothing(json, newest.isEmpty() ? DriftJson.Reason.NO_CLAIMS : DriftJson.Reason.NO_CHAMPION);
        }
        Answers.json(context, 200, json);
    }

    /** What the champion for every insurer learned from; empty while the baseline is in service. */
    private Optional<Learned> learned(String line, String currency) {
        List<ModelDeployment> log =
                ports.readModel().moves().stream().map(PlacedMove::event).toList();
        return SlotHistory.of(new ModelSlot(line, currency, null), log)
                .champion()
                .flatMap(ports.readModel()::version)
                .flatMap(it -> time(it.manifest().at("/dataset/lastLabelAt").asText())
                        .map(at -> new Learned(it.version(), at)));
    }

    /** A manifest of an earlier format may not say. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
