package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.util.concurrent.Executor;

/** Takes models over the API. */
final class UploadHandlers {

    private final ModelUploads uploads;
    private final Executor executor;

    UploadHandlers(ModelUploads uploads, Executor executor) {
        this.uploads = uploads;
        this.executor = executor;
    }

    /** {@code POST /v1/models}, multipart: 202 once Kafka has the model and the command to look at it. */
    void upload(Context context) {
        Later.answer(
                context,
                executor,
                uploads.give(context, ModelUploads::json, form -> IdempotencyKey.of(context)),
                receipt -> ModelHandlers.acknowledged(context, receipt));
    }
}
