package io.claimstream.benchmarks.cluster;

import io.claimstream.launcher.embedded.EmbeddedRegistry;
import io.claimstream.launcher.embedded.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema registry. Its ids outlive a kill. */
final class RegistryNode implements Node {

    private final Path distribution;
    private final Path directory;
    private final Path logs;
    private final int port;
    private int starts;
    private @Nullable EmbeddedRegistry registry;

    RegistryNode(Path distribution, Path directory, Path logs, int port) {
        this.distribution = distribution;
        this.directory = directory;
        this.logs = logs;
        this.port = port;
    }

    /** Where Confluent's REST API is served. */
    URI url() {
        return settings().confluentApi();
    }

    @Override
    public String name() {
        return "registry";
    }

    /** Waits until it answers. */
    @Override
    public void start() {
        starts++;
        EmbeddedRegistry started = EmbeddedRegistry.start(settings());
        registry = started;
        started.awaitReady();
    }

    /** A log file for each start: the registry begins its own anew. */
    private RegistrySettings settings() {
        return new RegistrySettings(
                distribution, directory, logs.resolve("registry-" + starts + ".log"), "127.0.0.1", port);
    }

    @Override
    public void kill() {
        EmbeddedRegistry running = registry;
        if (running != null) {
            registry = null;
            running.close();
        }
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public boolean ready() {
        return registry != null && registry.alive();
    }

    @Override
    public List<Long> pids() {
        return registry == null ? List.of() : List.of(registry.pid());
    }

    @Override
    public void close() {
        kill();
    }
}
