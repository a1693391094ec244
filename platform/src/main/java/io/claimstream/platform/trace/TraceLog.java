package io.claimstream.platform.trace;

import java.util.Optional;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** The id of the trace in lines of the log. A thread that is at work on a request or a record tells it by itself. */
public final class TraceLog {

    /** Key of the trace's id. */
    public static final String KEY = "traceId";

    private TraceLog() {}

    /** The line with the id of the trace that it belongs to; not twice, which would make its JSON ambiguous. */
    public static LoggingEventBuilder in(Optional<String> traceId, LoggingEventBuilder line) {
        return MDC.get(KEY) == null
                ? traceId.map(id -> line.addKeyValue(KEY, id)).orElse(line)
                : line;
    }

    /** What this thread logs from now on belongs to a trace, until {@link #end()}. */
    static void begin(String traceId) {
        MDC.put(KEY, traceId);
    }

    static void end() {
        MDC.remove(KEY);
    }
}
