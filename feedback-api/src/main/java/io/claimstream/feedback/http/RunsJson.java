package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.Run;
import io.claimstream.feedback.view.RunStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Training runs as JSON. What is not known is left out. */
final class RunsJson {

    private RunsJson() {}

    /** @param step how far a run is; asked of those under way only */
    static ObjectNode of(List<Run> runs, Function<Run, Optional<RunStep>> step) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("runs");
        runs.forEach(run -> array.add(of(run, step)));
        return json;
    }

    /** @param step how far a run is; asked of one under way only */
    static ObjectNode of(Run run, Function<Run, Optional<RunStep>> step) {
        ObjectNode json = of(run);
        if (run.isUnderWay()) {
            step.apply(run).ifPresent(it -> progress(it, json.putObject("progress")));
        }
        return json;
    }

    private static void progress(RunStep step, ObjectNode json) {
        json.put("phase", step.phase()).put("share", step.share());
        if (step.millisLeft() != null) {
            json.put("secondsLeft", Math.max(0, step.millisLeft() / 1_000));
        }
        json.put("toldAt", step.toldAt().toString());
    }

    static ObjectNode of(Run run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("run", run.id())
                .put("lineOfBusiness", run.slot().lineOfBusiness())
                .put("currency", run.slot().currency())
                .put("cause", run.cause().toLowerCase(Locale.ROOT))
                .put("state", run.state().toLowerCase(Locale.ROOT))
                .put("startedAt", run.startedAt().toString());
        if (run.finishedAt() != null) {
            json.put("finishedAt", run.finishedAt().toString());
        }
        text(json, "dataset", run.data().dataset());
        text(json, "datasetSha256", run.data().sha256());
        json.put("rows", run.data().rows());
        if (!run.data().exclusions().isEmpty()) {
            var exclusions = json.putObject("exclusions");
            run.data().exclusions().forEach(exclusions::put);
        }
        text(json, "code", run.recipe().code());
        text(json, "version", run.outcome().version());
        text(json, "reason", run.outcome().reason());
        object(json, "parameters", run.recipe().parameters());
        object(json, "metrics", run.outcome().metrics());
        return json;
    }

    private static void text(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void object(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}
