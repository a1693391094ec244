package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.schemas.json.EventJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses before any handler sees it, answered as a problem too. */
final class ErrorPage extends ErrorHandler {

    private static final HttpField TYPE = new HttpField(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);

    private final boolean isSecure;

    /** @param isSecure whether the server is reached by https only */
    ErrorPage(boolean isSecure) {
        this.isSecure = isSecure;
    }

    /** Also for DELETE and PUT, for which Jetty would answer nothing. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ProblemCode code = status >= 500 ? ProblemCode.INTERNAL : ProblemCode.BAD_REQUEST;
        String json = EventJson.format(JsonNodeFactory.instance
                .objectNode()
                .put("type", code.type())
                .put("title", code.title())
                .put("status", status)
                .put("code", code.name()));
        response.getHeaders().put(TYPE);
        if (isSecure) {
            // What is no request at all has not come to where other answers get it.
            response.getHeaders().put(TlsConnector.HTTPS_ONLY);
        }
        response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
