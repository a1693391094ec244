package io.claimstream.launcher.whole;

import io.claimstream.launcher.LauncherMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code claimstream} in a process of its own, as the script starts it: the packaged jar with the libraries beside it, without those of the tests. On free
 * ports. Closing kills what is left of it.
 */
final class Launched implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command; what it prints goes to files in the directory. */
    static Launched start(Path directory, Map<String, Integer> ports, String... command) throws IOException {
        Path out = Files.createTempFile(directory, command[0], ".out");
        Path err = Files.createTempFile(directory, command[0], ".err");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx900m",
                "-XX:+UseSerialGC",
                // Where a test has the embedded database let others in, it lets in this machine alone.
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                packaged() + File.pathSeparator + TARGET.resolve("lib") + "/*",
                LauncherMain.class.getName()));
        line.addAll(List.of(command));
        line.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        ports.forEach((key, port) -> line.addAll(List.of("--set", key + "=" + port)));
        Process process = new ProcessBuilder(line)
                .redirectOutput(Redirect.to(out.toFile()))
                .redirectError(Redirect.to(err.toFile()))
                .start();
        return new Launched(process, out, err);
    }

    private static Path packaged() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(it -> it.getFileName().toString().matches("launcher-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Expected the launcher packaged in " + TARGET + "."));
        }
    }

    /** Waits until standard error has a line that starts so. */
    Launched awaitLine(String start) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (Files.readAllLines(err).stream().noneMatch(line -> line.startsWith(start))) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Expected a line '" + start + "', but it said:\n" + err());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode(Duration limit) throws Exception {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Expected an end within " + limit + ", but it said:\n" + err());
        }
        return process.exitValue();
    }

    /** It and every process it started. */
    List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        return family;
    }

    /** As Ctrl-C does. */
    void terminate() {
        process.destroy();
    }

    /** As kill -9 does; its children are left to themselves. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        family().forEach(ProcessHandle::destroyForcibly);
    }
}
