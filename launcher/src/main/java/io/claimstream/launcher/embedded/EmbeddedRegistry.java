package io.claimstream.launcher.embedded;

import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.process.ChildJvm;
import io.claimstream.platform.process.ChildJvmSpec;
import io.claimstream.platform.process.GuardedMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real schema registry, Apicurio, in a child JVM that ends with this process, however it ends. Ids outlive both. Refuses
 * schemas that are not compatible with every earlier one of their subject, in both directions.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final String MAIN = "io.quarkus.runner.GeneratedMain";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedRegistry.class);

    private final RegistrySettings settings;
    private final ChildJvm child;
    private final RegistryLog log;

    private EmbeddedRegistry(RegistrySettings settings, ChildJvm child, RegistryLog log) {
        this.settings = settings;
        this.child = child;
        this.log = log;
    }

    /**
     * Starts the registry; {@link #awaitReady()} waits for it, so that others can start meanwhile.
     *
     * @throws PortTakenException when its port is in use
     * @throws UncheckedIOException when its directories or its distribution cannot be used
     */
    public static EmbeddedRegistry start(RegistrySettings settings) {
        Ports.requireFree(settings.host(), settings.port(), "registry.port");
        RegistryLog log = RegistryLog.open(settings.logFile());
        try {
            Files.createDirectories(settings.directory());
            return new EmbeddedRegistry(settings, ChildJvm.start(spec(settings), log::line, log::line), log);
        } catch (IOException e) {
            log.close();
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the registry answers, and sets its compatibility rule.
     *
     * @throws OutsideWorldException when it ends or does not answer within a minute: something on this machine keeps it from it
     */
    public void awaitReady() {
        RegistryProbe probe = new RegistryProbe(settings.confluentApi());
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!probe.answers()) {
            if (!child.alive() || System.nanoTime() > deadline) {
                throw new OutsideWorldException("Expected the schema registry to come up, but it "
                        + (child.alive() ? "does not answer" : "ended") + ". Its output is in " + settings.logFile()
                        + ".");
            }
        }
        probe.requireCompatibility();
        LOGGER.atInfo().addKeyValue("address", settings.confluentApi()).log("embedded schema registry ready");
    }

    /** Where Confluent's REST API is served. */
    public URI url() {
        return settings.confluentApi();
    }

    /** Process id of the child. */
    public long pid() {
        return child.pid();
    }

    /** Whether the child still runs. */
    public boolean alive() {
        return child.alive();
    }

    /** Ends the child. Its database is written through, so nothing is lost. */
    @Override
    public void close() {
        child.close();
        log.close();
    }

    private static ChildJvmSpec spec(RegistrySettings settings) throws IOException {
        String database =
                settings.directory().toAbsolutePath().resolve("registry").toString();
        return new ChildJvmSpec(
                MAIN,
                List.of(),
                List.of(
                        "-Xmx192m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        // Starts in half the time; the peak speed of the optimising compiler is not needed.
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                classPath(settings),
                environment(settings, database),
                Optional.empty(),
                false);
    }

    /** By default the registry keeps nothing and checks nothing. */
    private static Map<String, String> environment(RegistrySettings settings, String database) {
        return Map.of(
                "REGISTRY_DATASOURCE_URL",
                "jdbc:h2:file:" + database + ";WRITE_DELAY=0",
                "QUARKUS_HTTP_HOST",
                settings.host(),
                "QUARKUS_HTTP_PORT",
                Integer.toString(settings.port()),
                "QUARKUS_VERTX_CACHING",
                "false",
                "ENABLE_KAFKA_SSL",
                "false");
    }

    private static String classPath(RegistrySettings settings) throws IOException {
        try (Stream<Path> files = Files.list(settings.distribution())) {
            Path runner = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Expected the schema registry in '" + settings.distribution()
                            + "', but its runner jar is not there."));
            return runner + File.pathSeparator + locationOfGuard();
        }
    }

    private static Path locationOfGuard() throws IOException {
        try {
            return Path.of(GuardedMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
