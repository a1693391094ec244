package io.claimstream.benchmarks.pages;

import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.log.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Everything in this process, on a directory and ports of its own. Closing ends it and removes the directory. */
final class Instance implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(90);

    private final Path directory;
    private final AllInOne running;

    private Instance(Path directory, AllInOne running) {
        this.directory = directory;
        this.running = running;
    }

    static Instance start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("claimstream-benchmark-");
        Settings settings = settings(directory);
        Logging.configure(settings);
        AllInOne running = AllInOne.start(settings, System.err::println);
        if (!running.awaitReady(READY)) {
            running.close();
            throw new IllegalStateException("Expected every service to be ready, but: " + running.health() + ".");
        }
        return new Instance(directory, running);
    }

    AllInOne running() {
        return running;
    }

    private static Settings settings(Path directory) {
        Map<String, String> values = new HashMap<>(Map.of("data.dir", directory.toString(), "log.level", "warn"));
        values.put(
                "registry.distribution",
                Path.of(System.getProperty("claimstream.home"), "launcher", "target", "registry")
                        .toString());
        FreePorts.ofAllInOne().forEach((key, port) -> values.put(key, Integer.toString(port)));
        return Settings.of(Services.settings(), values);
    }

    @Override
    public void close() throws IOException {
        running.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
