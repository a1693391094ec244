package io.claimstream.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One step of the way of a claim, from its opening until it is closed. Used by one thread at a time. */
public final class Step implements AutoCloseable {

    /** A step of no trace. */
    static final Step UNTRACED = new Step(Context.root(), () -> {});

    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final int DEEPEST = 20;

    private final Context context;
    private final Runnable end;

    /** @param context stands in the span of the step */
    Step(Context context, Runnable end) {
        this.context = context;
        this.end = end;
    }

    /**
     * Does the work of the step and closes it; marks it as failed by what the work throws.
     *
     * @param work is given the step
     */
    public void run(Consumer<Step> work) {
        try {
            work.accept(this);
        } catch (RuntimeException | Error e) {
            failed(e);
            throw e;
        } finally {
            close();
        }
    }

    /** Marks the step as failed. Only the class of what is behind the failure is told: a message may quote a claim. */
    public void failed(Throwable failure) {
        Span span = Span.fromContext(context);
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR, behind(failure).getClass().getName());
    }

    private static Throwable behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
            cause = cause.getCause();
        }
        return cause;
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
