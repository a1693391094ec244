package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.DatasetSeen;
import io.claimstream.feedback.view.Run;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what models were made from, and the trainings that made them. Who serves one insurer meets nothing that is another's alone. */
final class DatasetHandlers {

    private final ApiPorts ports;

    DatasetHandlers(ApiPorts ports) {
        this.ports = ports;
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
        Optional<String> after = Query.parameter(context, "after");
        String insurer = Authentication.caller(context).insurer();
        List<DatasetSeen> rest = ports.readModel().datasets().stream()
                .filter(it -> it.isSeenBy(insurer))
                .toList();
        List<String> names = rest.stream().map(DatasetSeen::name).toList();
        if (after.isPresent() && !names.contains(after.get())) {
            throw Query.wrong("after", "what next of the page before says");
        }
        int from = after.map(it -> names.indexOf(it) + 1).orElse(0);
        List<DatasetSeen> page = rest.subList(from, Math.min(from + limit, rest.size()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("datasets");
        page.forEach(it -> array.add(DatasetJson.shortly(it)));
        if (from + limit < rest.size()) {
            json.put(
                    "next",
                    "/v1/datasets?limit=" + limit + "&after="
                            + page.get(page.size() - 1).name());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/datasets/{dataset}}. */
    private void dataset(Context context) {
        String insurer = Authentication.caller(context).insurer();
        DatasetSeen dataset = Query.id(context, "dataset")
                .flatMap(ports.readModel()::dataset)
                .filter(it -> it.isSeenBy(insurer))
                .orElseThrow(() -> ports.missing(
                        ProblemCode.DATASET_NOT_FOUND,
                        "Expected a dataset that a training read; /v1/datasets names them."));
        Answers.json(context, 200, DatasetJson.of(dataset));
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
        ObjectNode json =
                RunsJson.of(page.stream().filter(it -> isSeenBy(it, insurer)).toList());
        if (page.size() == limit) {
            json.put(
                    "next",
                    "/v1/runs?limit=" + limit + "&after=" + page.get(limit - 1).id());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/runs/{run}}. */
    private void run(Context context) {
        String insurer = Authentication.caller(context).insurer();
        Run run = Query.id(context, "run")
                .flatMap(ports.readModel()::run)
                .filter(it -> isSeenBy(it, insurer))
                .orElseThrow(() ->
                        ports.missing(ProblemCode.RUN_NOT_FOUND, "Expected a training run; /v1/runs names them."));
        Answers.json(context, 200, RunsJson.of(run));
    }

    /** A run belongs to a slot of every insurer, unless the model that it made is one insurer's. */
    private boolean isSeenBy(Run run, @Nullable String insurer) {
        String version = run.outcome().version();
        return insurer == null
                || version == null
                || ports.readModel()
                        .version(version)
                        .map(it -> it.isSeenBy(insurer))
                        .orElse(true);
    }
}
