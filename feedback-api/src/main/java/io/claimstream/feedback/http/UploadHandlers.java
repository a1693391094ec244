package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ModelCommandKind;
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
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes models that were made elsewhere. One at a time: each is held in memory whole, more than once. */
final class UploadHandlers {

    /** The part with slot and reason, JSON. */
    static final String REQUEST = "request";

    private static final FeatureSchema SCHEMA = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
    private static final int MOST_TEXT_BYTES = 2 * 1024 * 1024;

    private final ApiPorts ports;
    private final int maxModelBytes;
    private final CommandAudit audit;
    private final Semaphore room = new Semaphore(1);

    UploadHandlers(ApiPorts ports, int maxModelBytes) {
        this.ports = ports;
        this.maxModelBytes = maxModelBytes;
        this.audit = new CommandAudit(ports.access().audit());
    }

    /** {@code POST /v1/models}, multipart: 202 once Kafka has the model and the command to look at it. */
    void upload(Context context) {
        requireSize(context);
        if (!room.tryAcquire()) {
            throw new ProblemException(ProblemCode.TOO_BUSY, "Expected one upload at a time; send the same again.");
        }
        boolean isGiven = false;
        try {
            Upload upload = read(context);
            String actor = Objects.requireNonNull(context.attribute(Authentication.ACTOR));
            CompletableFuture<Receipt> receipt = ports.uploads().give(upload, IdempotencyKey.of(context), actor);
            isGiven = true;
            Later.answer(context, ports.executor(), receipt.whenComplete((done, failure) -> room.release()), it -> {
                audit.keep(Authentication.act(context), AuditAction.MODEL_UPLOADED, command(upload), it);
                ModelHandlers.acknowledged(context, it);
            });
        } finally {
            if (!isGiven) {
                room.release();
            }
        }
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

    private Upload read(Context context) {
        requireForm(context);
        CommandRequest request = CommandRequestReader.upload(json(context));
        Authentication.requireServes(context, request.slot().getInsurer().orElse(null));
        try {
            return new Upload(
                    request.slot(),
                    request.reason(),
                    UploadPackage.of(
                            bytes(context, ModelFile.PART, maxModelBytes),
                            bytes(context, FeatureNames.PART, MOST_TEXT_BYTES),
                            bytes(context, GoldenCsv.PART, MOST_TEXT_BYTES),
                            SCHEMA));
        } catch (UploadRefusedException e) {
            throw wrong(new Field("/" + e.part(), e.code(), e.expected()));
        }
    }

    /** The server reads the whole form at once, and what it throws then is declared nowhere. */
    private void requireForm(Context context) {
        try {
            var unused = context.uploadedFiles();
        } catch (Exception e) {
            throw context.contentLength() > maxModelBytes
                    ? tooLarge(maxModelBytes)
                    : new ProblemException(
                            ProblemCode.BAD_REQUEST,
                            "Expected a form that can be read, with files of at most " + maxModelBytes + " bytes.");
        }
    }

    private static JsonNode json(Context context) {
        @Nullable String text = context.formParam(REQUEST);
        if (text == null) {
            throw wrong(new Field("/" + REQUEST, "MISSING", "a part with slot and reason, as JSON"));
        }
        try {
            return EventJson.parse(text);
        } catch (EventJsonException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_JSON,
                    "Expected " + e.problems().get(0).expected() + ".");
        }
    }

    private static byte[] bytes(Context context, String part, int most) {
        @Nullable UploadedFile file = context.uploadedFile(part);
        if (file == null) {
            throw wrong(new Field("/" + part, "MISSING", "a file"));
        }
        if (file.size() > most) {
            throw tooLarge(most);
        }
        try (InputStream content = file.content()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Expected the whole body, but it broke off.");
        }
    }

    private static ProblemException tooLarge(int most) {
        return new ProblemException(ProblemCode.BODY_TOO_LARGE, "Expected a file of at most " + most + " bytes.");
    }

    private static ProblemException wrong(Field field) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, List.of(field)));
    }
}
