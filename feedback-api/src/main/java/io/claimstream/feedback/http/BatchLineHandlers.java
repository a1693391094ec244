package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchFormat;
import io.claimstream.feedback.batch.LineOutcome;
import io.claimstream.feedback.batch.LineResult;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What became of each line of a batch: a page at a time, or all of them as a file, which is written as it is read. */
final class BatchLineHandlers {

    private final BatchDesk batches;
    private final BatchFiles files;
    private final OwnBatches own;

    BatchLineHandlers(ApiPorts ports, OwnBatches own) {
        this.batches = ports.batches();
        this.files = new BatchFiles(batches);
        this.own = own;
    }

    /** The lines that are asked for. */
    private record Wanted(Batch batch, Optional<LineOutcome> outcome) {}

    /** {@code GET /v1/claims/batches/{batchId}/lines?outcome=}, in the form that the caller accepts. */
    void lines(Context context) throws IOException {
        Optional<Batch> batch = own.find(context, "/lines");
        if (batch.isEmpty()) {
            return;
        }
        Wanted wanted = new Wanted(batch.get(), BatchFiles.outcome(context));
        context.header("Vary", "Accept");
        String accepted =
                Objects.requireNonNullElse(context.header("Accept"), "").toLowerCase(Locale.ROOT);
        if (accepted.contains(BatchHandlers.CSV)) {
            files.send(context, wanted.batch(), wanted.outcome(), BatchFormat.CSV);
        } else if (accepted.contains(BatchHandlers.NDJSON)) {
            files.send(context, wanted.batch(), wanted.outcome(), BatchFormat.NDJSON);
        } else if (accepted.isBlank() || accepted.contains("*/*") || accepted.contains("application/json")) {
            page(context, wanted);
        } else {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "Expected the header Accept: application/json, " + BatchHandlers.CSV + " or " + BatchHandlers.NDJSON
                            + ".");
        }
    }

    private void page(Context context, Wanted wanted) {
        int limit = Query.limit(context);
        List<LineResult> found = read(wanted, after(context), limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var lines = json.putArray("lines");
        found.forEach(it -> lines.add(BatchJson.of(it)));
        if (found.size() == limit) {
            json.put("next", next(wanted, found.get(limit - 1).line(), limit));
        }
        Answers.json(context, 200, json);
    }

    private static String next(Wanted wanted, int after, int limit) {
        return Links.batchLines(wanted.batch().batchId()) + "?after=" + after + "&limit=" + limit
                + wanted.outcome().map(it -> "&outcome=" + BatchJson.text(it)).orElse("");
    }

    private List<LineResult> read(Wanted wanted, int after, int limit) {
        return batches.lines(wanted.batch(), wanted.outcome(), after, limit);
    }

    private static int after(Context context) {
        return Query.number(context, "after")
                .map(it -> Math.toIntExact(Math.min(it, Integer.MAX_VALUE)))
                .orElse(0);
    }
}
