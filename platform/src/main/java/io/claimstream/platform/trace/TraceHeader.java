package io.claimstream.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stands in a trace: its header {@code traceparent} as W3C defines it, 55 characters. One of another form counts as none, and {@code tracestate},
 * which may hold anything, is left behind.
 */
public final class TraceHeader {

    /** Name of the header, on records and in HTTP. */
    public static final String NAME = "traceparent";

    private static final int LENGTH = 55;
    private static final W3CTraceContextPropagator FORM = W3CTraceContextPropagator.getInstance();

    private TraceHeader() {}

    /** New headers with the place of the given ones and nothing else of them; empty when they have none. */
    public static Headers only(Headers headers) {
        Headers kept = new RecordHeaders();
        write(read(headers), kept);
        return kept;
    }

    /** The id of the trace that a record belongs to, 32 hexadecimal digits. */
    public static Optional<String> traceId(Headers headers) {
        return place(read(headers)).map(SpanContext::getTraceId);
    }

    /** Whether headers have a place in a trace that is noted. */
    public static boolean isNoted(Headers headers) {
        return place(read(headers)).filter(SpanContext::isSampled).isPresent();
    }

    /** Where headers stand, or the root context when nothing of it is said. */
    static Context read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null || header.value() == null || header.value().length != LENGTH
                ? Context.root()
                : parse(new String(header.value(), StandardCharsets.US_ASCII));
    }

    /** Where a text says that something stands, or the root context when it says nothing of the kind. */
    static Context parse(@Nullable String text) {
        return text == null || text.length() != LENGTH
                ? Context.root()
                : FORM.extract(Context.root(), text, OnlyPlace.INSTANCE);
    }

    /** Puts a place into headers, instead of any that is there. */
    static void write(Context context, Headers headers) {
        if (headers.lastHeader(NAME) != null) {
            headers.remove(NAME);
        }
        FORM.inject(context, headers, (to, name, value) -> {
            if (to != null && name.equals(NAME)) {
                to.add(name, value.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    /** Whether a context stands in a trace. Allocates nothing, unlike {@link #place}: every record of every service is asked for it. */
    static boolean isPlaced(Context context) {
        return Span.fromContext(context).getSpanContext().isValid();
    }

    /** The span that a context stands in; empty where it stands in none. */
    static Optional<SpanContext> place(Context context) {
        return Optional.of(Span.fromContext(context).getSpanContext()).filter(SpanContext::isValid);
    }

    /** Shows the propagator a text as the one header there is. */
    private enum OnlyPlace implements TextMapGetter<String> {
        INSTANCE;

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(NAME) ? carrier : null;
        }
    }
}
