package io.claimstream.launcher.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.instance.InstanceApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Training runs as the API shows them, as tables. */
final class Runs {

    private static final int PAGE = 500;
    private static final int PAGES = 20;

    private Runs() {}

    /** The newest runs, newest first; at most 10,000. */
    static List<ObjectNode> all(InstanceApi api) throws InterruptedException {
        List<ObjectNode> runs = new ArrayList<>();
        String next = "/v1/runs?limit=" + PAGE;
        for (int page = 0; page < PAGES && !next.isEmpty(); page++) {
            JsonNode answer = api.get(next);
            answer.path("runs").forEach(run -> runs.add((ObjectNode) run));
            next = answer.path("next").asText();
        }
        return runs;
    }

    /** A line for each run. */
    static ArrayNode table(List<ObjectNode> runs) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        runs.forEach(run -> rows.add(row(run)));
        return rows;
    }

    private static ObjectNode row(ObjectNode run) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("run", run.path("run"));
        row.put(
                "slot",
                run.path("lineOfBusiness").asText() + "|" + run.path("currency").asText());
        row.set("cause", run.path("cause"));
        row.set("state", run.path("state"));
        row.set("startedAt", run.path("startedAt"));
        row.put("seconds", seconds(run));
        row.set("dataset", run.path("dataset"));
        row.set("rows", run.path("rows"));
        row.set("erased", run.at("/exclusions/ERASED"));
        row.set("version", run.path("version"));
        row.set("mape", run.at("/metrics/challenger/mape"));
        row.set("championMape", run.at("/metrics/champion/mape"));
        row.set("baselineMape", run.at("/metrics/baseline/mape"));
        row.set("code", run.path("code"));
        return row;
    }

    private static String seconds(ObjectNode run) {
        return run.has("finishedAt")
                ? Long.toString(Duration.between(
                                Instant.parse(run.path("startedAt").asText()),
                                Instant.parse(run.path("finishedAt").asText()))
                        .toSeconds())
                : "";
    }

    /**
     * The run that is meant.
     *
     * @param name its id, the beginning of its id, or the version that it trained
     * @throws BadInputException when there is none, or several
     */
    static ObjectNode find(List<ObjectNode> runs, String name) {
        List<ObjectNode> found = runs.stream()
                .filter(run -> run.path("run").asText().startsWith(name)
                        || run.path("version").asText().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new BadInputException(
                    "Expected one run '" + name + "', but there are " + found.size()
                            + ". './claimstream runs list' tells which there are; the beginning of an id or a model version will do.");
        }
        return found.get(0);
    }

    /** A line for each field of either run, with whether it differs; a field that a run does not have is empty. */
    static ArrayNode compare(ObjectNode first, ObjectNode second) {
        Map<String, String> one = flat(first);
        Map<String, String> other = flat(second);
        Set<String> fields = new LinkedHashSet<>(one.keySet());
        fields.addAll(other.keySet());
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (String field : fields) {
            String left = one.getOrDefault(field, "");
            String right = other.getOrDefault(field, "");
            rows.addObject()
                    .put("field", field)
                    .put("first", left)
                    .put("second", right)
                    .put("differs", !left.equals(right));
        }
        return rows;
    }

    /** Every value of a run under the path of its fields, such as {@code metrics.challenger.mape}; a list is one value. */
    static Map<String, String> flat(ObjectNode run) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", run, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode value, Map<String, String> flat) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), flat));
        } else if (!value.isNull()) {
            flat.put(path, value.isValueNode() ? value.asText() : value.toString());
        }
    }
}
