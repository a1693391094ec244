package io.claimstream.benchmarks.pages;

import io.claimstream.launcher.LauncherMain;
import io.claimstream.launcher.instance.FreePorts;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code claimstream demo} in a process of its own, on a directory and ports of its own. Closing ends it and removes the directory. */
final class DemoProcess implements AutoCloseable {

    /** What it says when its story is told and claims go on. */
    private static final String TOLD = "Claims go on";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path directory;
    private final Map<String, Integer> ports = FreePorts.ofAllInOne();
    private final Process process;

    private DemoProcess(int claims, long seed) throws IOException {
        this.directory = Files.createTempDirectory("claimstream-pictures-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx900m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LauncherMain.class.getName(),
                "demo",
                "--claims",
                Integer.toString(claims),
                "--seed",
                Long.toString(seed),
                "--data-dir",
                directory.toString(),
                "--set",
                "registry.distribution="
                        + Path.of(System.getProperty("claimstream.home"), "launcher", "target", "registry")));
        ports.forEach((key, port) -> command.addAll(List.of("--set", key + "=" + port)));
        this.process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(said().toFile())
                .start();
    }

    /** Starts it and waits until its story is told. */
    static DemoProcess told(int claims, long seed) throws IOException, InterruptedException {
        DemoProcess demo = new DemoProcess(claims, seed);
        try {
            demo.await();
            return demo;
        } catch (IOException | InterruptedException | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    URI root() {
        return URI.create("http://localhost:" + Objects.requireNonNull(ports.get("api.port")));
    }

    Path dataDir() {
        return directory.resolve("demo");
    }

    private Path said() {
        return directory.resolve("said.txt");
    }

    private void await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(said()).contains(TOLD)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Expected the demo to be told, but it said:\n" + Files.readString(said()));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
