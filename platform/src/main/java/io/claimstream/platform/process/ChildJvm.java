package io.claimstream.platform.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running child JVM. It halts when this process ends, has a temporary directory of its own that is removed with it, and hands its
 * output over by line. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration WITHOUT_LIMIT = Duration.ofSeconds(Long.MAX_VALUE);

    private final Process process;
    private final ChildFolder folder;
    private final List<Thread> readers;

    private ChildJvm(Process process, ChildFolder folder, List<Thread> readers) {
        this.process = process;
        this.folder = folder;
        this.readers = readers;
    }

    /**
     * Starts a child.
     *
     * @param output called with each line of its standard output, from a thread of its own
     * @param errors called with each line of its standard error, from a thread of its own
     * @throws UncheckedIOException when no process can be started
     */
    public static ChildJvm start(ChildJvmSpec spec, Consumer<String> output, Consumer<String> errors) {
        ChildFolder folder = null;
        try {
            folder = ChildFolder.create();
            ProcessBuilder builder = new ProcessBuilder(command(spec, folder));
            builder.environment().putAll(spec.environment());
            spec.directory().ifPresent(directory -> builder.directory(directory.toFile()));
            Process process = builder.start();
            List<Thread> readers = List.of(
                    reader(spec.mainClass() + "-out", process.getInputStream(), output),
                    reader(spec.mainClass() + "-err", process.getErrorStream(), errors));
            return new ChildJvm(process, folder, readers);
        } catch (IOException e) {
            if (folder != null) {
                folder.delete();
            }
            throw new UncheckedIOException("Expected to start a child JVM for " + spec.mainClass(), e);
        }
    }

    /**
     * Waits for the child to end and for its output to be handed over. Ends it when the time is over.
     *
     * @return its exit code; empty when the time was over
     * @throws InterruptedException when interrupted; the child is ended then
     */
    public OptionalInt await(Duration timeout) throws InterruptedException {
        return await(WITHOUT_LIMIT, timeout);
    }

    /**
     * Waits for the child to end and for its output to be handed over. Ends it when it used up its processor time, or when the time is
     * over. A busy machine gives a child little of the first, so the second is best several times as long.
     *
     * @param processorTime processor time that the child may have used since it started, over all of its threads; without effect where the system does not tell it
     * @param timeout time by the clock
     * @return its exit code; empty when one of the two was over
     * @throws InterruptedException when interrupted; the child is ended then
     */
    public OptionalInt await(Duration processorTime, Duration timeout) throws InterruptedException {
        boolean ended = false;
        try {
            long deadline = System.nanoTime() + timeout.toNanos();
            long left = timeout.toNanos();
            do {
                ended = process.waitFor(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
                left = deadline - System.nanoTime();
            } while (!ended && left > 0 && processorTime().compareTo(processorTime) < 0);
            if (ended) {
                for (Thread reader : readers) {
                    reader.join(GRACE.toMillis());
                }
            }
        } finally {
            close();
        }
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    private Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the child still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Ends the child at once, if it still runs, and removes its temporary directory. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Expected child JVM " + process.pid() + " to end when killed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            folder.delete();
        }
    }

    private static List<String> command(ChildJvmSpec spec, ChildFolder folder) {
        List<String> command = new ArrayList<>();
        if (spec.lowPriority()) {
            nice().ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "19")));
        }
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + folder.path());
        command.addAll(spec.jvmArguments());
        command.addAll(List.of("-cp", spec.classPath(), GuardedMain.class.getName(), spec.mainClass()));
        command.addAll(spec.arguments());
        return command;
    }

    private static Optional<Path> nice() {
        return Stream.of("/usr/bin/nice", "/bin/nice")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Thread reader(String name, InputStream stream, Consumer<String> lines) {
        Thread thread = new Thread(() -> readLines(stream, lines), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void readLines(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // The child was ended while a line was read; there is nothing more to hand over.
            return;
        }
    }
}
