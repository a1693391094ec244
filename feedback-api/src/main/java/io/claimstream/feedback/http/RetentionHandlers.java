package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.retention.RetentionReport;
import io.claimstream.feedback.retention.RetentionReport.Line;
import io.claimstream.platform.retention.Retention;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what is kept how long. */
final class RetentionHandlers {

    private final RetentionReport report;

    RetentionHandlers(ApiPorts ports) {
        this.report = ports.privacy().retention();
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(entry("showRetention", this::show));
    }

    /** {@code GET /v1/privacy/retention}. */
    private void show(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var lines = json.putArray("kept");
        report.lines().forEach(it -> lines.add(json(it)));
        Answers.json(context, 200, json);
    }

    private static ObjectNode json(Line line) {
        Retention retention = line.retention();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", retention.name())
                .put("what", retention.what())
                .put("kept", Retention.text(line.period()))
                .put("reason", retention.reason())
                .put("deletedBy", retention.applied().text())
                .put("personal", retention.isPersonal());
        put(json, "oldest", line.oldest());
        if (retention.applied() == Retention.Applied.JOB) {
            json.put("removed", line.removed()).put("overdue", line.isOverdue());
        }
        put(json, "removedAt", line.removedAt());
        put(json, "lookedAt", line.lookedAt());
        if (!line.ever().isEmpty()) {
            ObjectNode ever = json.putObject("ever");
            line.ever().forEach(ever::put);
        }
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }
}
