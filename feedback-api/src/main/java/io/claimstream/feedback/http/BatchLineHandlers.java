package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.LineOutcome;
import io.claimstream.feedback.batch.LineResult;
import io.claimstream.schemas.json.EventJson;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of each line of a batch: a page at a time, or all of them as a file, which is written as it is read. */
final class BatchLineHandlers {

    private static final int AT_ONCE = 500;
    private static final Form CSV = new Form(BatchHandlers.CSV, "csv", BatchCsv.HEADER, BatchCsv::write);
    private static final Form NDJSON = new Form(BatchHandlers.NDJSON, "ndjson", "", BatchLineHandlers::json);

    private static final Map<String, LineOutcome> OUTCOMES = Arrays.stream(LineOutcome.values())
            .collect(Collectors.toMap(BatchJson::text, it -> it, (one, other) -> one, TreeMap::new));

    private final BatchDesk batches;
    private final OwnBatches own;

    BatchLineHandlers(ApiPorts ports, OwnBatches own) {
        this.batches = ports.batches();
        this.own = own;
    }

    /** Writes one line of a file. */
    private interface LineWriter {
        void write(Writer out, LineResult line) throws IOException;
    }

    /** A form of the file. */
    private record Form(String type, String ending, String header, LineWriter lines) {}

    /** The lines that are asked for. */
    private record Wanted(Batch batch, Optional<LineOutcome> outcome) {}

    /** {@code GET /v1/claims/batches/{batchId}/lines?outcome=}, in the form that the caller accepts. */
    void lines(Context context) throws IOException {
        Optional<Batch> batch = own.find(context, "/lines");
        if (batch.isEmpty()) {
            return;
        }
        Wanted wanted = new Wanted(batch.get(), Query.named(context, "outcome", OUTCOMES));
        context.header("Vary", "Accept");
        String accepted =
                Objects.requireNonNullElse(context.header("Accept"), "").toLowerCase(Locale.ROOT);
        if (accepted.contains(CSV.type())) {
            download(context, wanted, CSV);
        } else if (accepted.contains(NDJSON.type())) {
            download(context, wanted, NDJSON);
        } else if (accepted.isBlank() || accepted.contains("*/*") || accepted.contains("application/json")) {
            page(context, wanted);
        } else {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "Expected the header Accept: application/json, " + CSV.type() + " or " + NDJSON.type() + ".");
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

    private void download(Context context, Wanted wanted, Form form) throws IOException {
        // Asked for before anything is written: a database that is away is a problem then, and no broken file.
        List<LineResult> page = read(wanted, 0, AT_ONCE);
        context.status(200)
                .contentType(form.type() + "; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + wanted.batch().batchId() + "." + form.ending() + "\"");
        try (Writer out = new BufferedWriter(new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8))) {
            out.write(form.header());
            while (!page.isEmpty()) {
                for (LineResult line : page) {
                    form.lines().write(out, line);
                }
                page = read(wanted, page.get(page.size() - 1).line(), AT_ONCE);
            }
        }
    }

    private static void json(Writer out, LineResult line) throws IOException {
        out.write(EventJson.format(BatchJson.of(line)));
        out.write('\n');
    }
}
