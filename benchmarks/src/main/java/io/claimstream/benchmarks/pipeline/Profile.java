package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time went, from a recording of Java's flight recorder: samples of running threads, by thread and by what they did. */
final class Profile {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final int LINES = 18;
    /** Packages that name what a thread is at; the first on the stack counts. */
    private static final List<String> TELLING = List.of(
            "io.claimstream.",
            "org.rocksdb.",
            "org.h2.",
            "org.apache.avro.",
            "org.apache.kafka.streams.",
            "org.apache.kafka.clients.",
            "org.apache.kafka.storage.",
            "org.apache.kafka.",
            "kafka.",
            "io.micrometer.",
            "com.fasterxml.");

    /** What keeps personal data apart: whatever is done on behalf of it, in the database too, has one of these on its stack. */
    private static final List<String> MINIMISING =
            List.of("io.claimstream.platform.seal.", "io.claimstream.platform.pseudonym.");

    private final Map<String, Integer> byThread = new HashMap<>();
    private final Map<String, Integer> byWork = new HashMap<>();
    private int samples;
    private int minimising;

    private Profile() {}

    /** Reads a recording. */
    static Profile of(Path recording) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    profile.add(event);
                }
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        samples++;
        String thread = event.getThread("sampledThread").getJavaName();
        byThread.merge(group(String.valueOf(thread)), 1, Integer::sum);
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        byWork.merge(work(frames), 1, Integer::sum);
        minimising += frames.stream().anyMatch(Profile::isMinimising) ? 1 : 0;
    }

    /** The name of a thread without what differs from one instance to the next. */
    private static String group(String name) {
        return name.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*").replaceAll("[0-9]+", "#");
    }

    private static String work(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            if (TELLING.stream().anyMatch(type::startsWith)) {
                return type.replaceAll("\\$.*", "") + "." + frame.getMethod().getName();
            }
        }
        return frames.isEmpty()
                ? "unknown"
                : frames.get(0).getMethod().getType().getName();
    }

    private static boolean isMinimising(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return MINIMISING.stream().anyMatch(type::startsWith);
    }

    /** What the keys of persons, sealing and pseudonyms took, as a share of all samples; 0 to 1. */
    double minimisingShare() {
        return samples == 0 ? 0 : (double) minimising / samples;
    }

    String toTable() {
        return samples + " samples of running Java threads\n\nby thread\n" + table(byThread) + "\nby work\n"
                + table(byWork) + "\nof these\n" + line(minimising, "keys, sealing and pseudonyms");
    }

    private String table(Map<String, Integer> counts) {
        StringBuilder table = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LINES)
                .forEach(entry -> table.append(line(entry.getValue(), entry.getKey())));
        return table.toString();
    }

    private String line(int count, String name) {
        return String.format(Locale.ROOT, "%6.1f %%  %s%n", 100.0 * count / samples, name);
    }
}
