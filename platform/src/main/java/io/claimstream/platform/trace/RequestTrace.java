package io.claimstream.platform.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trace of an HTTP request: that of its header {@code traceparent}, or its own, which begins with the first record that it writes. Immutable. */
public final class RequestTrace {

    private static final ContextKey<String> WISHED = ContextKey.named("claimstream-trace-id");

    private final Context context;
    private final String traceId;

    private RequestTrace(Context context, String traceId) {
        this.context = context;
        this.traceId = traceId;
    }

    /** The trace of a request with the given header; null where it has none. One of another form counts as none. */
    public static RequestTrace of(@Nullable String header) {
        Context said = TraceHeader.parse(header);
        return TraceHeader.place(said)
                .map(SpanContext::getTraceId)
                .map(traceId -> new RequestTrace(said, traceId))
                .orElseGet(RequestTrace::own);
    }

    private static RequestTrace own() {
        String traceId = IdGenerator.random().generateTraceId();
        return new RequestTrace(Context.root().with(WISHED, traceId), traceId);
    }

    /** The id that a trace that begins in a context shall have. */
    static Optional<String> wished(Context context) {
        return Optional.ofNullable(context.get(WISHED));
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
        return traceId;
    }

    /** Works on the request: what this thread writes and logs meanwhile belongs to it. */
    public void during(Work work) throws Exception {
        TraceLog.begin(traceId);
        try {
            Boolean unused = context.wrap(() -> {
                        work.run();
                        return true;
                    })
                    .call();
        } finally {
            TraceLog.end();
        }
    }

    /** Work on a request. */
    @FunctionalInterface
    public interface Work {

        void run() throws Exception;
    }
}
