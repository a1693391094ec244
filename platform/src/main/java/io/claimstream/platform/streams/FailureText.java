package io.claimstream.platform.streams;

import java.util.ArrayList;
import java.util.List;

/** A failure without its messages, which may quote what was met: classes and the first places. */
public final class FailureText {

    private static final int DEEPEST = 8;
    private static final int FRAMES = 4;

    private FailureText() {}

    public static String of(Throwable failure) {
        List<String> parts = new ArrayList<>();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            parts.add(cause.getClass().getName() + places(cause));
            cause = cause.getCause();
        }
        return String.join(" <- ", parts);
    }

    private static List<String> places(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
            places.add(trace[i].getFileName() + ":" + trace[i].getLineNumber());
        }
        return places;
    }
}
