package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchFormat;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What became of all lines of a batch as a file, which is written as it is read. Thread-safe. */
public final class BatchFiles {

    private static final int AT_ONCE = 500;
    private static final Map<String, LineOutcome> OUTCOMES = Arrays.stream(LineOutcome.values())
            .collect(Collectors.toMap(BatchJson::text, it -> it, (one, other) -> one, TreeMap::new));

    private final BatchDesk batches;

    public BatchFiles(BatchDesk batches) {
        this.batches = batches;
    }

    /** The outcome that {@code outcome} in the address names; empty without one. */
    public static Optional<LineOutcome> outcome(Context context) {
        return Query.named(context, "outcome", OUTCOMES);
    }

    /** What an outcome is called in an address. */
    public static String text(LineOutcome outcome) {
        return BatchJson.text(outcome);
    }

    /**
     * Answers with a file. When it cannot be written to its end the connection breaks off, so that nobody takes its beginning for all of it.
     *
     * @param outcome only lines that came to this; empty for all
     * @throws IOException when whoever asked does not read on
     */
    public void send(Context context, Batch batch, Optional<LineOutcome> outcome, BatchFormat format)
            throws IOException {
        // Asked for before anything is written: a database that is away is a problem then, and no broken file.
        List<LineResult> page = batches.lines(batch, outcome, 0, AT_ONCE);
        boolean isCsv = format == BatchFormat.CSV;
        context.status(200)
                .contentType((isCsv ? BatchHandlers.CSV : BatchHandlers.NDJSON) + "; charset=utf-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + batch.batchId() + (isCsv ? ".csv" : ".ndjson") + "\"");
        // Closed only once everything is in it: whatever ends well is a whole file to whoever asked.
        Writer out = new BufferedWriter(new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8));
        boolean isWhole = false;
        try {
            out.write(isCsv ? BatchCsv.HEADER : "");
            while (!page.isEmpty()) {
                for (LineResult line : page) {
                    write(out, line, isCsv);
                }
                page = batches.lines(batch, outcome, page.get(page.size() - 1).line(), AT_ONCE);
            }
            out.close();
            isWhole = true;
        } finally {
            if (!isWhole) {
                breakOff(context);
            }
        }
    }

    /** Its status has been told: only the end of the connection can say that the rest is missing. */
    static void breakOff(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private static void write(Writer out, LineResult line, boolean isCsv) throws IOException {
        if (isCsv) {
            BatchCsv.write(out, line);
        } else {
            out.write(EventJson.format(BatchJson.of(line)));
            out.write('\n');
        }
    }
}
