package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.DatasetSearch;
import io.claimstream.feedback.view.DatasetSearch.Place;
import io.claimstream.feedback.view.DatasetSeen;
import io.claimstream.feedback.view.Run;
import io.claimstream.feedback.view.RunStep;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what models were made from, and the trainings that made them. Who serves one insurer meets nothing that is another's alone. */
final class DatasetHandlers {

    private final ApiPorts ports;
    private final KnownModels known;

    DatasetHandlers(ApiPorts ports, KnownModels known) {
        this.ports = ports;
        this.known = known;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("listDatasets", this::datasets),
                entry("showDataset", this::dataset),
                entry("listRuns", this::runs),
                entry("showRun", this::run));
    }

    /** {@code GET /v1/datasets}. */
    private void datasets(Context context) {
        int limit = Query.limit(context);
        String insurer = Authentication.caller(context).insurer();
        List<DatasetSeen> page = ports.readModel()
                .datasets(new DatasetSearch(
                        insurer,
                        Query.parameter(context, "after").map(TimeCursor::parse).map(DatasetHandlers::place),
                        limit));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("datasets");
        // Asked once more: after an upgrade the column is empty until the models are read again.
        page.stream().filter(it -> it.isSeenBy(insurer)).forEach(it -> array.add(DatasetJson.shortly(it)));
        if (page.size() == limit) {
            DatasetSeen last = page.get(limit - 1);
            json.put(
                    "next",
                    "/v1/datasets?limit=" + limit + "&after="
                            + new TimeCursor(last.lastUsedAt(), last.name()).encoded());
        }
        Answers.json(context, 200, json);
    }

    private static Place place(TimeCursor cursor) {
        return new Place(cursor.at(), cursor.id());
    }

    /** {@code GET /v1/datasets/{dataset}}. */
    private void dataset(Context context) {
        Answers.json(context, 200, DatasetJson.of(known.dataset(context)));
    }

    /** {@code GET /v1/runs}. */
    private void runs(Context context) {
        int limit = Query.limit(context);
        String insurer = Authentication.caller(context).insurer();
        Run last = Query.parameter(context, "after")
                .map(id -> ports.readModel()
                        .run(id)
                        .orElseThrow(() -> Query.wrong("after", "what next of the page before says")))
                .orElse(null);
        List<Run> page = ports.readModel().runs(last, limit);
        ObjectNode json = RunsJson.of(
                page.stream().filter(it -> known.isSeenBy(it, insurer)).toList(), this::step);
        if (page.size() == limit) {
            json.put(
                    "next",
                    "/v1/runs?limit=" + limit + "&after=" + page.get(limit - 1).id());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/runs/{run}}. */
    private void run(Context context) {
        Answers.json(context, 200, RunsJson.of(known.run(context), this::step));
    }

    private Optional<RunStep> step(Run run) {
        return ports.readModel().stepOf(run.id());
    }
}
