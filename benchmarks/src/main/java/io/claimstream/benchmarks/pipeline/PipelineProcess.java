package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures one mode in a JVM of its own. */
final class PipelineProcess {

    private static final int LIMIT_MINUTES = 15;
    private static final String RECORDING = "recording.jfr";

    private PipelineProcess() {}

    static Measured measure(Mode mode, Plan plan) throws IOException, InterruptedException {
        return measure(mode, plan, List.of(), directory -> {});
    }

    /**
     * The same with a flight recording.
     *
     * @param profiled told where the time went
     */
    static Measured profile(Mode mode, Plan plan, Consumer<Profile> profiled) throws IOException, InterruptedException {
        return measure(
                mode,
                plan,
                // A statement in the embedded database is deeper than the recorder looks by itself.
                List.of(
                        "-XX:FlightRecorderOptions=stackdepth=256",
                        "-XX:StartFlightRecording=settings=profile,filename=" + RECORDING),
                directory -> profiled.accept(Profile.of(directory.resolve(RECORDING))));
    }

    /** What is done with the directory of a process that has ended, before it is removed. */
    @FunctionalInterface
    private interface Ended {
        void in(Path directory) throws IOException;
    }

    private static Measured measure(Mode mode, Plan plan, List<String> options, Ended ended)
            throws IOException, InterruptedException {
        System.err.println("measuring " + mode);
        Path directory = Files.createTempDirectory("claimstream-benchmark-");
        try {
            Process process = start(mode, plan, options, directory);
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new IllegalStateException("Expected " + mode + " to be measured; its messages are above.");
                }
            } finally {
                process.destroyForcibly();
            }
            ended.in(directory);
            return new JsonMapper()
                    .readValue(directory.resolve(PipelineRun.RESULT).toFile(), Measured.class);
        } finally {
            delete(directory);
        }
    }

    private static Process start(Mode mode, Plan plan, List<String> options, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1500m",
                "-Xmx1500m",
                "-XX:NewRatio=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of(
                "-Dclaimstream.home=" + System.getProperty("claimstream.home"),
                "-cp",
                System.getProperty("java.class.path"),
                PipelineRun.class.getName(),
                mode.name(),
                directory.toString(),
                Integer.toString(plan.warmUp()),
                Integer.toString(plan.parts()),
                Integer.toString(plan.claims()),
                Double.toString(plan.perSecond()),
                Integer.toString(plan.runInSeconds()),
                Integer.toString(plan.seconds())));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
