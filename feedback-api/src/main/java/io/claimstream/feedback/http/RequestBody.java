package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads JSON bodies of a limited size. */
final class RequestBody {

    private static final String BYTES = "bodyBytes";

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
        return parse(text(bytes(context)));
    }

    /**
     * A text as JSON.
     *
     * @throws ProblemException when it is not JSON
     */
    static JsonNode parse(String text) {
        try {
            return EventJson.parse(text);
        } catch (EventJsonException e) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_JSON,
                    "Expected " + e.problems().get(0).expected() + ".");
        }
    }

    /**
     * Lets no compressed body through: a few bytes could become as many as wanted.
     *
     * @throws ProblemException when it is compressed
     */
    static void requirePlain(Context context) {
        String encoding =
                Optional.ofNullable(context.header("Content-Encoding")).orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_ENCODING, "Expected a body without Content-Encoding.");
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

    /**
     * The body, which may be asked for more than once.
     *
     * @throws ProblemException when it is too large or breaks off
     */
    byte[] bytes(Context context) {
        byte[] known = context.attribute(BYTES);
        if (known != null) {
            return known;
        }
        byte[] bytes = read(context);
        context.attribute(BYTES, bytes);
        return bytes;
    }

    /** A chunked body has no length beforehand, so one byte more than allowed is asked for. */
    private byte[] read(Context context) {
        requirePlain(context);
        boolean isDeclaredTooLarge = context.contentLength() > maxBytes;
        try (InputStream body = PacedBody.of(context)) {
            byte[] bytes = isDeclaredTooLarge ? new byte[0] : body.readNBytes(maxBytes + 1);
            if (isDeclaredTooLarge || bytes.length > maxBytes) {
                throw tooLarge(body);
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "Expected the whole body, but it broke off.");
        }
    }

    /**
     * Passes over up to twice the limit more before the answer. A connection that is closed on a client that still sends is reset, and the
     * answer is lost with it; only a body far too large is cut off like that.
     */
    private ProblemException tooLarge(InputStream rest) throws IOException {
        var unused = rest.skip(2L * maxBytes);
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
