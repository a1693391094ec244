package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.operations.Flow;
import io.claimstream.feedback.operations.Latency;
import io.claimstream.feedback.operations.Pace;
import io.claimstream.feedback.operations.PacePoint;
import io.claimstream.platform.lag.Lag;
import io.claimstream.platform.lag.LagPoint;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how Claimstream gets on, to who serves every insurer. */
final class OperationsHandlers {

    private final OperationsDesk desk;

    OperationsHandlers(OperationsDesk desk) {
        this.desk = desk;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("showLag", this::lag), entry("showPace", this::pace), entry("showComponents", this::components));
    }

    /** {@code GET /v1/operations/lag}. */
    private void lag(Context context) {
        Authentication.requireServes(context, null);
        Lag lag = desk.lag();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (lag.at() != null) {
            json.put("at", lag.at().toString());
        }
        lag.obstacle().ifPresent(it -> json.put("waitsFor", it));
        ArrayNode groups = json.putArray("groups");
        lag.groups().forEach(it -> groups.add(group(it)));
        ArrayNode marks = json.putArray("marks");
        lag.marks().forEach(it -> marks.addObject()
                .put("at", it.at().toString())
                .put("group", it.group())
                .put("what", it.what()));
        Answers.json(context, 200, json);
    }

    private static ObjectNode group(Lag.Group group) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("group", group.name())
                .put("state", group.state().name())
                .put("members", group.members())
                .put("records", group.records());
        seconds(json, group.seconds());
        ArrayNode partitions = json.putArray("partitions");
        group.partitions()
                .forEach(it -> seconds(
                        partitions
                                .addObject()
                                .put("topic", it.key().topic())
                                .put("partition", it.key().partition())
                                .put("state", it.state().name())
                                .put("committed", it.committed())
                                .put("end", it.end())
                                .put("records", it.records())
                                .put("exact", it.isExact()),
                        it.seconds()));
        ArrayNode points = json.putArray("points");
        group.points().forEach(it -> points.add(point(it)));
        return json;
    }

    private static ObjectNode point(LagPoint point) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", point.at().toString())
                .put("records", point.records());
        seconds(json, point.seconds());
        return json;
    }

    private static void seconds(ObjectNode json, @Nullable Double known) {
        if (known != null) {
            json.put("seconds", known);
        }
    }

    /** {@code GET /v1/operations/pace}. */
    private void pace(Context context) {
        Authentication.requireServes(context, null);
        Pace pace = desk.pace();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        pace.obstacle().ifPresent(it -> json.put("waitsFor", it));
        pace.latest().ifPresent(it -> json.set("latest", point(it)));
        ArrayNode points = json.putArray("points");
        pace.points().forEach(it -> points.add(point(it)));
        Answers.json(context, 200, json);
    }

    private static ObjectNode point(PacePoint point) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("at", point.at().toString());
        ObjectNode perSecond = json.putObject("perSecond");
        for (Flow flow : Flow.values()) {
            perSecond.put(flow.name().toLowerCase(Locale.ROOT), point.of(flow));
        }
        Latency latency = point.latency();
        if (latency != null) {
            json.putObject("latencyMillis")
                    .put("p50", latency.p50())
                    .put("p95", latency.p95())
                    .put("p99", latency.p99())
                    .put("claims", latency.claims());
        }
        return json;
    }

    /** {@code GET /v1/operations/components}. */
    private void components(Context context) {
        Authentication.requireServes(context, null);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode components = json.putArray("components");
        desk.components().forEach(it -> {
            ObjectNode one = components.addObject();
            one.put("name", it.name()).put("state", it.state().name()).put("words", it.words());
            if (!it.todo().isEmpty()) {
                one.put("todo", it.todo());
            }
        });
        Answers.json(context, 200, json);
    }
}
