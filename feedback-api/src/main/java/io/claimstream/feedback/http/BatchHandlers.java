package io.claimstream.feedback.http;

import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchFormat;
import io.claimstream.feedback.batch.BatchRefusedException;
import io.claimstream.feedback.batch.BatchRequest;
import io.claimstream.feedback.batch.InterruptedBatchException;
import io.claimstream.feedback.idempotency.RequestName;
import io.claimstream.feedback.publish.PublishException;
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
    private final OwnBatches own;

    BatchHandlers(ApiPorts ports, OwnBatches own) {
        this.batches = ports.batches();
        this.own = own;
    }

    /** {@code POST /v1/claims/batches}: 202 once Kafka has every line that can be read. */
    void submit(Context context) throws IOException {
        RequestBody.requirePlain(context);
        BatchRequest request = request(context);
        BatchDesk.Receipt receipt;
        try (InputStream body = PacedBody.of(context)) {
            receipt = batches.take(request, body, context.contentLength());
        } catch (BatchRefusedException e) {
            throw refused(e);
        } catch (InterruptedBatchException e) {
            throw interrupted(e);
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

    private ProblemException refused(BatchRefusedException refused) {
        return switch (refused.reason()) {
            case TOO_LARGE ->
                new ProblemException(
                        ProblemCode.BODY_TOO_LARGE,
                        "Expected at most " + batches.limits().maxBytes() + " bytes; nothing was submitted.");
            case TOO_MANY_LINES ->
                new ProblemException(
                        ProblemCode.BATCH_TOO_LONG,
                        "Expected at most " + batches.limits().maxLines() + " lines; nothing was submitted.");
            case EMPTY -> invalid("EMPTY", "at least one line with a claim");
            case WRONG_HEADER ->
                new ProblemException(Problem.of(
                        ProblemCode.INVALID_BODY,
                        refused.problems().stream().map(BatchJson::field).toList()));
            case BROKEN_OFF ->
                new ProblemException(ProblemCode.BAD_REQUEST, "Expected the whole body in time, but it broke off.");
            case BUSY -> new ProblemException(ProblemCode.TOO_BUSY, "Expected fewer batches at once.");
            case IN_FLIGHT ->
                new ProblemException(
                        linked(ProblemCode.IN_FLIGHT, "Expected the same batch to be done first.", refused.batchId()));
            case KEY_REUSED ->
                new ProblemException(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new Idempotency-Key for another request.");
        };
    }

    private static ProblemException interrupted(InterruptedBatchException interrupted) {
        return new ProblemException(linked(
                interrupted.reason() == PublishException.Cause.UNAVAILABLE
                        ? ProblemCode.KAFKA_UNAVAILABLE
                        : ProblemCode.TOO_BUSY,
                "Expected an acknowledgement of Kafka for each line; the same request sent again under its key goes on.",
                Optional.of(interrupted.batchId())));
    }

    private static Problem linked(ProblemCode code, String detail, Optional<String> batchId) {
        Problem problem = Problem.of(code, detail);
        return batchId.map(id -> problem.withLink(Links.batch(id))).orElse(problem);
    }

    private static ProblemException invalid(String code, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.INVALID_BODY, List.of(new Problem.Field("", code, expected))));
    }
}
