package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads JSON bodies of a limited size. */
final class RequestBody {

    private final int maxBytes;

    RequestBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The body as JSON.
     *
     * @throws ProblemException when it is too large, of another type, or not JSON
     */
    JsonNode json(Context context) {
        requireJsonType(context);
        String text = text(bytes(context));
        try {
            return EventJson.parse(text);
        } catch (EventJsonException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_JSON,
                    "Expected " + e.problems().get(0).expected() + ".");
        }
    }

    private static void requireJsonType(Context context) {
        String type = Optional.ofNullable(context.header("Content-Type")).orElse("");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw new ProblemException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Expected the header Content-Type: application/json.");
        }
    }

    /** A chunked body has no length beforehand, so one byte more than allowed is asked for. */
    private byte[] bytes(Context context) {
        if (context.contentLength() > maxBytes) {
            throw tooLarge();
        }
        try {
            byte[] bytes = context.bodyInputStream().readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Expected the whole body, but it broke off.");
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(ProblemCode.BODY_TOO_LARGE, "Expected at most " + maxBytes + " bytes.");
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, "Expected UTF-8.");
        }
    }
}
