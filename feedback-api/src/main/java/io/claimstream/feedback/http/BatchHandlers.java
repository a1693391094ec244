package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchFormat;
import io.claimstream.feedback.batch.BatchRequest;
import io.claimstream.feedback.batch.BatchSearch;
import io.claimstream.feedback.idempotency.RequestName;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes many claims in one request, and tells how far they are. */
final class BatchHandlers {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private static final Map<String, BatchFormat> FORMATS = Map.of(CSV, BatchFormat.CSV, NDJSON, BatchFormat.NDJSON);
    private static final byte[] NO_BODY = new byte[0];

    private final BatchDesk batches;
    private final BatchIntake intake;
    private final OwnBatches own;

    BatchHandlers(ApiPorts ports, OwnBatches own) {
        this.batches = ports.batches();
        this.intake = new BatchIntake(batches);
        this.own = own;
    }

    /** {@code POST /v1/claims/batches}: 202 once Kafka has every line that can be read. */
    void submit(Context context) throws IOException {
        RequestBody.requirePlain(context);
        BatchRequest request = request(context);
        BatchDesk.Receipt receipt;
        try (InputStream body = PacedBody.of(context)) {
            receipt = intake.take(request, body, context.contentLength());
        }
        Batch batch = receipt.batch();
        if (receipt.isRepeated()) {
            context.header("Idempotent-Replayed", "true");
        }
        context.header("Location", Links.batch(batch.batchId()));
        Answers.json(context, 202, BatchJson.receipt(batch, batches.counts(batch)));
    }

    /** {@code GET /v1/claims/batches/{batchId}}: how far it is. */
    void show(Context context) {
        own.find(context, "")
                .ifPresent(batch ->
                        Answers.json(context, 200, BatchJson.progress(batch, batches.counts(batch), batches.now())));
    }

    /** {@code GET /v1/claims/batches}: the newest first. */
    void list(Context context) {
        Optional<BatchSearch> search = BatchQuery.read(context);
        List<Batch> found = search.map(batches::list).orElse(List.of());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var page = json.putArray("batches");
        found.forEach(it -> page.add(BatchJson.summary(it, batches.now())));
        search.filter(it -> it.limit() == found.size())
                .ifPresent(it ->
                        json.put("next", Links.BATCHES + "?" + BatchQuery.next(context, found.get(found.size() - 1))));
        Answers.json(context, 200, json);
    }

    private static BatchRequest request(Context context) {
        BatchFormat format = format(context);
        Optional<String> insurer =
                format == BatchFormat.CSV ? Optional.of(OwnInsurer.required(context)) : OwnInsurer.of(context);
        String actor = Authentication.caller(context).name();
        String query = Optional.ofNullable(context.queryString()).orElse("");
        return new BatchRequest(
                format,
                insurer.orElse(null),
                it -> insurer.isEmpty() || insurer.get().equals(it),
                actor,
                IdempotencyKey.of(context)
                        .map(key -> RequestName.of(actor, key, "POST " + context.path() + "?" + query, NO_BODY)
                                .keyHash()));
    }

    private static BatchFormat format(Context context) {
        String type = Objects.requireNonNullElse(context.header("Content-Type"), "");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(FORMATS.get(essence))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "Expected the header Content-Type: " + CSV + " or " + NDJSON + "."));
    }
}
