package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that measures in a directory of its own, and writes what came of it there. */
final class OwnProcess {

    private OwnProcess() {}

    /** Takes what the process wrote, before its directory is removed. */
    @FunctionalInterface
    interface Ended<R> {
        R in(Path directory) throws IOException;
    }

    /**
     * Runs a class with the directory as its first argument, and what else it is given.
     *
     * @param mostMinutes when it is ended
     */
    static <R> R measure(Class<?> main, int mostMinutes, List<String> arguments, Ended<R> ended)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("claimstream-benchmark-");
        try {
            run(command(main, directory, arguments), mostMinutes);
            return ended.in(directory);
        } finally {
            delete(directory);
        }
    }

    private static List<String> command(Class<?> main, Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-XX:+UseSerialGC",
                "-Dclaimstream.home=" + System.getProperty("claimstream.home"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString()));
        command.addAll(arguments);
        return command;
    }

    private static void run(List<String> command, int mostMinutes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(mostMinutes, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("Expected to measure; the messages are above.");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
