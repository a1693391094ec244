package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.batch.BatchDesk;
import io.claimstream.feedback.batch.BatchFormat;
import io.claimstream.feedback.batch.BatchRequest;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.idempotency.RequestName;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes a file of claims from a form. Its fields are {@code insurer}, {@code format}, {@code requestId} and {@code file}. Thread-safe. */
public final class BatchUpload {

    /** The file. */
    public static final String FILE = "file";

    /** Whose claims are in it. */
    public static final String INSURER = "insurer";

    /** How it is written; blank to tell by its name. */
    public static final String FORMAT = "format";

    private static final String REQUEST = "requestId";
    private static final byte[] NO_BODY = new byte[0];
    private static final int ROOM_FOR_TEXTS = 64 * 1024;
    private static final Map<String, BatchFormat> FORMATS =
            Map.of("csv", BatchFormat.CSV, "ndjson", BatchFormat.NDJSON);
    private static final Map<String, BatchFormat> ENDINGS =
            Map.of(".csv", BatchFormat.CSV, ".ndjson", BatchFormat.NDJSON, ".jsonl", BatchFormat.NDJSON);

    private final BatchDesk batches;
    private final BatchIntake intake;

    public BatchUpload(BatchDesk batches) {
        this.batches = batches;
        this.intake = new BatchIntake(batches);
    }

    /**
     * Takes the file of a form. Blocks until Kafka has it.
     *
     * @throws ProblemException when it is not taken, or not all of it; with a field where one is wrong
     * @throws IOException when the disk fails
     */
    public BatchDesk.Receipt take(Context context) throws IOException {
        RequestBody.requirePlain(context);
        if (!context.isMultipartFormData()) {
            throw wrong(FILE, "MISSING", "a file");
        }
        try (UploadForm form = form(context)) {
            UploadForm.Part file = form.part(FILE)
                    .filter(it -> it.size() > 0)
                    .orElseThrow(() -> wrong(FILE, "MISSING", "a file that is not empty"));
            BatchRequest request = request(context, form, format(form, file));
            try (InputStream content = file.open()) {
                return intake.take(request, content, file.size());
            }
        }
    }

    /** What is somewhat too large is read to its end and then refused, so that the answer arrives. */
    private UploadForm form(Context context) {
        long most = 2L * batches.limits().maxBytes();
        try {
            return UploadForm.read(context, most, most + ROOM_FOR_TEXTS);
        } catch (ProblemException e) {
            boolean isTooLarge = e.problem().code() == ProblemCode.BAD_REQUEST
                    && context.contentLength() > batches.limits().maxBytes();
            throw isTooLarge
                    ? new ProblemException(
                            ProblemCode.BODY_TOO_LARGE,
                            "Expected at most " + batches.limits().maxBytes() + " bytes; nothing was submitted.")
                    : e;
        }
    }

    private static BatchRequest request(Context context, UploadForm form, BatchFormat format) {
        Caller caller = Authentication.caller(context);
        Optional<String> named = text(form, INSURER);
        if (named.filter(it -> !ClaimKey.isInsurer(it) || !caller.serves(it)).isPresent()) {
            throw wrong(INSURER, "ID_MALFORMED", "an insurer that you serve");
        }
        Optional<String> insurer = named.or(() -> Optional.ofNullable(caller.insurer()));
        if (insurer.isEmpty() && format == BatchFormat.CSV) {
            throw wrong(INSURER, "MISSING", "the insurer whose claims are in the file");
        }
        return new BatchRequest(
                format,
                insurer.orElse(null),
                it -> insurer.isEmpty() || insurer.get().equals(it),
                caller.name(),
                text(form, REQUEST).map(key -> RequestName.of(caller.name(), key, "POST " + context.path(), NO_BODY)
                        .keyHash()));
    }

    private static BatchFormat format(UploadForm form, UploadForm.Part file) {
        String name = file.fileName().toLowerCase(Locale.ROOT);
        return text(form, FORMAT)
                .flatMap(it -> Optional.ofNullable(FORMATS.get(it)))
                .or(() -> ENDINGS.entrySet().stream()
                        .filter(it -> name.endsWith(it.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElseThrow(
                        () -> wrong(FORMAT, "UNKNOWN", "a name that ends in .csv or .ndjson, or your choice here"));
    }

    private static Optional<String> text(UploadForm form, String name) {
        return form.part(name).map(UploadForm.Part::text).map(String::strip).filter(it -> !it.isEmpty());
    }

    private static ProblemException wrong(String field, String code, String expected) {
        return new ProblemException(
                Problem.of(ProblemCode.INVALID_BODY, List.of(new Field("/" + field, code, expected))));
    }
}
