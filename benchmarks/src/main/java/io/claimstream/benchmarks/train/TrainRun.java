package io.claimstream.benchmarks.train;

import io.claimstream.model.training.TrainerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process that is measured: what live training runs, and what the kernel says of its memory when it is done. Arguments: input folder, output
 * folder.
 */
public final class TrainRun {

    /** File of the most memory that the process had, in bytes; in the output folder. */
    static final String PEAK = "peak.txt";

    private static final String LINE = "VmHWM:";
    private static final long KIB = 1_024;

    private TrainRun() {}

    /** Runs to the end. */
    public static void main(String[] args) throws IOException {
        TrainerMain.main(args);
        Files.writeString(Path.of(args[1]).resolve(PEAK), Long.toString(peakBytes()));
    }

    /** Resident memory at its peak, native memory and the JVM's own included. */
    private static long peakBytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(it -> it.startsWith(LINE))
                .findFirst()
                .orElseThrow(() -> new IOException("Expected " + LINE + " in /proc/self/status; this needs Linux."));
        return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
    }
}
