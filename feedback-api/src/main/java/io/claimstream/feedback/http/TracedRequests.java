package io.claimstream.feedback.http;

import io.claimstream.platform.trace.RequestTrace;
import io.claimstream.platform.trace.TraceHeader;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Objects;

/** Gives each request its trace: that of its caller, or its own, whose id the answer tells. */
final class TracedRequests {

    private static final String TRACE = "trace";

    private TracedRequests() {}

    /** To be called before anything else. */
    static void begin(Context context) {
        RequestTrace trace = RequestTrace.of(context.header(TraceHeader.NAME));
        context.attribute(TRACE, trace);
        context.attribute(Answers.TRACE_ID, trace.traceId());
        context.header("X-Trace-Id", trace.traceId());
    }

    /** A handler whose records and lines in the log belong to the request's trace. */
    static Handler during(Handler handler) {
        return context -> {
            RequestTrace trace = Objects.requireNonNull(context.<RequestTrace>attribute(TRACE));
            trace.during(() -> handler.handle(context));
        };
    }
}
