package io.claimstream.platform.trace;

import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One step of the way of a claim, from its opening until it is closed. Used by one thread. */
public final class Step implements AutoCloseable {

    /** A step of no trace. */
    static final Step UNTRACED = new Step(Context.root(), () -> {});

    private final Context context;
    private final Runnable end;

    Step(Context context, Runnable end) {
        this.context = context;
        this.end = end;
    }

    /** Whether the step is of a trace; else nothing need be put on what follows. */
    public boolean isTraced() {
        return this != UNTRACED;
    }

    /** New headers for a record that follows: this step as its place in the trace, where there is one, and nothing else. */
    public Headers headers() {
        Headers headers = new RecordHeaders();
        if (isTraced()) {
            mark(headers);
        }
        return headers;
    }

    /** New headers for a record that follows: those given, with this step as the place in the trace. */
    public Headers headers(Headers others) {
        Headers headers = new RecordHeaders(others.toArray());
        mark(headers);
        return headers;
    }

    /** Puts this step into headers, instead of any place that is there. */
    public void mark(Headers headers) {
        TraceHeader.write(context, headers);
    }

    @Override
    public void close() {
        end.run();
    }
}
