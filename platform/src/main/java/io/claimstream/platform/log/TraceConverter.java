package io.claimstream.platform.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions in the log, by class and place. Their messages are left out: those of libraries quote what they met, and that may be a
 * claim. Thread-safe.
 */
public final class TraceConverter extends ThrowableHandlingConverter {

    private static final int DEEPEST = 8;
    private static final int FRAMES = 12;

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        @Nullable IThrowableProxy failure = event.getThrowableProxy();
        for (int depth = 0; failure != null && depth < DEEPEST; depth++) {
            text.append(depth == 0 ? "" : "caused by ")
                    .append(failure.getClassName())
                    .append('\n');
            appendFrames(text, failure.getStackTraceElementProxyArray());
            failure = failure.getCause();
        }
        return text.toString();
    }

    private static void appendFrames(StringBuilder text, StackTraceElementProxy[] frames) {
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append('\t').append(frames[i].getSTEAsString()).append('\n');
        }
    }
}
