package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.page.models.Grid.Cell;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.feedback.view.Run;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trainings: all of them, and one with how far it is. */
final class RunPages {

    private static final String PATH = "/runs";
    private static final int AT_ONCE = 50;

    private final ModelKit kit;
    private final RunStates states;

    RunPages(ModelKit kit) {
        this.kit = kit;
        this.states = new RunStates(kit);
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listRuns"),
                PageRoute.get(PATH + "/{run}/state", this::state, "showRun").watching(),
                PageRoute.get(PATH + "/{run}", this::run, "showRun"));
    }

    private void list(Context context) {
        Run last = Query.parameter(context, "after")
                .map(id -> kit.ports()
                        .readModel()
                        .run(id)
                        .orElseThrow(() -> Query.wrong("after", "what the link to earlier runs says")))
                .orElse(null);
        List<Run> page = kit.ports().readModel().runs(last, AT_ONCE);
        String insurer = Authentication.caller(context).insurer();
        Map<String, Object> model = new HashMap<>();
        model.put(
                "runs",
                table(
                        context,
                        page.stream()
                                .filter(it -> kit.known().isSeenBy(it, insurer))
                                .toList(),
                        "Training runs, the newest first"));
        model.put(
                "next",
                page.size() == AT_ONCE
                        ? PATH + "?after=" + page.get(AT_ONCE - 1).id()
                        : "");
        model.put("isFirst", last == null);
        kit.screen().show(context, "Training runs", "models/runs.jte", model);
    }

    /** Versions that have a page: what was refused was never published. */
    private Set<String> published() {
        return kit.ports().readModel().models(null, ReadModel.VERSIONS).versions().stream()
                .map(Version::version)
                .collect(Collectors.toSet());
    }

    /** Runs as a table. */
    Grid table(Context context, List<Run> runs, String caption) {
        Reader reader = Readers.of(context);
        Set<String> linked = kit.allows(context, "showModel") ? published() : Set.of();
        Grid.Maker grid = Grid.of(
                caption, "No training yet.", "Begun", "For", "Why it began", "What came of it", "#Claims", "Model");
        runs.forEach(it -> grid.row(
                it.isUnderWay(),
                List.of(
                        Cell.link(reader.time(it.startedAt()), PATH + "/" + it.id()),
                        Cell.of(SlotName.of(it.slot()).text()),
                        Cell.of(ModelWords.cause(it.cause())),
                        Cell.of(
                                ModelWords.outcome(it.state()),
                                RunStates.took(it).map(time -> "took " + time).orElse("")),
                        Cell.of(
                                it.data().dataset() == null
                                        ? Reader.NONE
                                        : reader.count(it.data().rows())),
                        Optional.ofNullable(it.outcome().version())
                                .map(version ->
                                        Cell.link(version, linked.contains(version) ? "/models/" + version : ""))
                                .orElseGet(() -> Cell.of("none")))));
        return grid.done();
    }

    private void run(Context context) {
        Run run = kit.known().run(context);
        Reader reader = Readers.of(context);
        kit.screen()
                .show(
                        context,
                        "Training run",
                        "models/run.jte",
                        Map.of(
                                "run", states.of(context, run),
                                "exclusions", exclusions(run, reader),
                                "errors", errors(run.outcome().metrics(), reader),
                                "parameters", parameters(run.recipe().parameters())));
    }

    private void state(Context context) {
        Run run = kit.known().run(context);
        if (!run.isUnderWay()) {
            // The rest of the page is there now, too.
            context.header("HX-Refresh", "true");
        }
        kit.screen().show(context, "Training run", "models/run-state.jte", Map.of("run", states.of(context, run)));
    }

    private static Grid exclusions(Run run, Reader reader) {
        Grid.Maker grid = Grid.of("Labelled claims that were left out", "Nothing was left out.", "Why", "#Claims");
        run.data().exclusions().forEach((why, claims) -> {
            if (claims > 0) {
                grid.row(Cell.of(Words.of(why)), Cell.of(reader.count(claims)));
            }
        });
        return grid.done();
    }

    /** Errors of champion, challenger and baseline on the same rows. */
    private static Grid errors(@Nullable JsonNode metrics, Reader reader) {
        Grid.Maker grid = Grid.of(
                "Errors on the same later claims", "Nothing was measured.", "Of", "#MAPE", "#Median error", "#Claims");
        if (metrics != null) {
            List.of("challenger", "champion", "baseline").forEach(name -> {
                JsonNode error = metrics.path(name);
                if (error.has("mape")) {
                    grid.row(
                            Cell.of(CardFacts.words(name)),
                            Cell.of(reader.share(error.path("mape").asDouble())),
                            Cell.of(
                                    error.has("medianApe")
                                            ? reader.share(
                                                    error.path("medianApe").asDouble())
                                            : Reader.NONE),
                            Cell.of(
                                    error.has("rows")
                                            ? reader.count(error.path("rows").asLong())
                                            : Reader.NONE));
                }
            });
        }
        return grid.done();
    }

    private static Grid parameters(@Nullable JsonNode parameters) {
        Grid.Maker grid = Grid.of("Parameters", "Not recorded.", "Parameter", "#Value");
        if (parameters != null) {
            parameters.properties().forEach(it -> {
                if (it.getValue().isValueNode()) {
                    grid.row(
                            Cell.of(CardFacts.words(it.getKey())),
                            Cell.of(it.getValue().asText()));
                }
            });
        }
        return grid.done();
    }
}
