package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.desk.CommandDesk.Receipt;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.desk.UploadDesk.Upload;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.upload.FeatureNames;
import io.claimstream.model.upload.GoldenCsv;
import io.claimstream.model.upload.ModelFile;
import io.claimstream.model.upload.UploadPackage;
import io.claimstream.model.upload.UploadRefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Takes models that were made elsewhere, whether a program or a page sends them. One at a time: each is held in memory whole, more than once. Thread-safe.
 */
public final class ModelUploads {

    /** The part with slot and reason, JSON. */
    static final String REQUEST = "request";

    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
    private static final int MOST_TEXT_BYTES = 2 * 1024 * 1024;

    /** Of a field that a page sends as a part. */
    private static final int MOST_FIELD_BYTES = 8 * 1024;

    /** What goes with a model. */
    private static final long ROOM_FOR_TEXTS = 5L * 1024 * 1024;

    private final ApiPorts ports;
    private final int maxModelBytes;
    private final CommandAudit audit;
    private final Semaphore room = new Semaphore(1);

    ModelUploads(ApiPorts ports, int maxModelBytes) {
        this.ports = ports;
        this.maxModelBytes = maxModelBytes;
        this.audit = new CommandAudit(ports.access().audit());
    }

    /**
     * Takes a form with a model.
     *
     * @param request slot and reason of a form, as the API takes them
     * @param name the caller's name for this request, if there is one
     * @return completes once Kafka has the model and the command to look at it
     * @throws ProblemException when it has another form, is too large, or another upload is under way
     */
    CompletableFuture<Receipt> give(
            Context context, Function<UploadForm, JsonNode> request, Function<UploadForm, Optional<String>> name) {
        requireSize(context);
        if (!room.tryAcquire()) {
            throw new ProblemException(ProblemCode.TOO_BUSY, "Expected one upload at a time; send the same again.");
        }
        boolean isGiven = false;
        try {
            Taken taken = read(context, request, name);
            Act act = Authentication.act(context);
            CompletableFuture<Receipt> receipt = ports.uploads()
                    .give(taken.upload(), taken.name(), act.caller().name());
            isGiven = true;
            return receipt.whenComplete((done, failure) -> room.release())
                    .thenApplyAsync(it -> kept(act, taken.upload(), it), ports.executor());
        } finally {
            if (!isGiven) {
                room.release();
            }
        }
    }

    /** Takes the form of a page, whose fields say what {@value #REQUEST} does; sent twice under its {@code requestId} it is one upload. */
    public CompletableFuture<Receipt> ofPage(Context context) {
        return give(context, ModelUploads::fields, form -> text(form, "requestId"));
    }

    /** @param name the caller's name for this request, if there is one */
    private record Taken(Upload upload, Optional<String> name) {}

    private static JsonNode fields(UploadForm form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        text(form, "reason").ifPresent(it -> json.put("reason", it));
        ObjectNode slot = json.putObject("slot");
        List.of("lineOfBusiness", "currency", "insurer")
                .forEach(name -> text(form, name).ifPresent(it -> slot.put(name, it)));
        return json;
    }

    private static Optional<String> text(UploadForm form, String name) {
        return form.part(name)
                .filter(it -> it.size() <= MOST_FIELD_BYTES)
                .map(UploadForm.Part::text)
                .map(String::strip)
                .filter(it -> !it.isEmpty());
    }

    private Receipt kept(Act act, Upload upload, Receipt receipt) {
        if (receipt.kind() == Receipt.Kind.KEY_REUSED) {
            throw OrderDesk.keyReused();
        }
        audit.keep(act, AuditAction.MODEL_UPLOADED, command(upload), receipt);
        return receipt;
    }

    private static CommandRequest command(Upload upload) {
        return new CommandRequest(ModelCommandKind.UPLOAD, upload.slot(), null, null, upload.reason());
    }

    private void requireSize(Context context) {
        RequestBody.requirePlain(context);
        if (!context.isMultipartFormData()) {
            throw new ProblemException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Expected the header Content-Type: multipart/form-data.");
        }
        if (context.contentLength() > 2L * maxModelBytes + 2L * MOST_TEXT_BYTES) {
            throw tooLarge(maxModelBytes);
        }
    }

    private Taken read(
            Context context, Function<UploadForm, JsonNode> asked, Function<UploadForm, Optional<String>> name) {
        try (UploadForm form = form(context)) {
            CommandRequest request = CommandRequestReader.upload(asked.apply(form));
            Authentication.requireServes(context, request.slot().getInsurer().orElse(null));
            return new Taken(
                    new Upload(
                            request.slot(),
                            request.reason(),
                            UploadPackage.of(
                                    bytes(form, ModelFile.PART, maxModelBytes),
                                    bytes(form, FeatureNames.PART, MOST_TEXT_BYTES),
                                    bytes(form, GoldenCsv.PART, MOST_TEXT_BYTES),
                                    SCHEMA)),
                    name.apply(form));
        } catch (UploadRefusedException e) {
            throw wrong(new Field("/" + e.part(), e.code(), e.expected()));
        }
    }

    /**
     * A form that is somewhat too large is read to its end and then refused: a connection that is closed on a client that still sends is reset, and the answer is lost
     * with it.
     */
    private UploadForm form(Context context) {
        long most = 2L * maxModelBytes;
        try {
            return UploadForm.read(context, most, most + ROOM_FOR_TEXTS);
        } catch (ProblemException e) {
            throw e.problem().code() == ProblemCode.BAD_REQUEST && context.contentLength() > maxModelBytes
                    ? tooLarge(maxModelBytes)
                    : e;
        }
    }

    /** The part {@value #REQUEST} of a form, as the API has it. */
    static JsonNode json(UploadForm form) {
        UploadForm.Part part = form.part(REQUEST)
                .orElseThrow(() -> wrong(new Field("/" + REQUEST, "MISSING", "a part with slot and reason, as JSON")));
        if (part.size() > MOST_FIELD_BYTES) {
            throw wrong(new Field("/" + REQUEST, "TOO_LONG", "at most " + MOST_FIELD_BYTES + " bytes of JSON"));
        }
        return RequestBody.parse(part.text());
    }

    private static byte[] bytes(UploadForm form, String name, int most) {
        UploadForm.Part part = form.part(name).orElseThrow(() -> wrong(new Field("/" + name, "MISSING", "a file")));
        if (part.size() > most) {
            throw tooLarge(most);
        }
        return part.bytes();
    }

    private static ProblemException tooLarge(int most) {
        return new ProblemException(ProblemCode.BODY_TOO_LARGE, "Expected a file of at most " + most + " bytes.");
    }

    private static ProblemException wrong(Field field) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, List.of(field)));
    }
}
