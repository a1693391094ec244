package io.claimstream.feedback.http;

import io.claimstream.feedback.tls.ServerTls;
import io.claimstream.platform.http.PortTakenException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The API on its port. Started once, closed once or more; thread-safe. */
public final class ApiServer implements AutoCloseable {

    private static final int MIN_THREADS = 4;
    private static final int IDLE_MILLIS = 30_000;

    /** How often heads that do not become whole are looked for. */
    private static final Duration LOOK = Duration.ofSeconds(4);

    private static final long STOP_MILLIS = 2_000;
    private static final int GZIP_LEVEL = 4;
    private static final int MIN_GZIP_BYTES = 2_048;

    /** A claim id may hold slashes: encoded, they are no ambiguity here. */
    private static final UriCompliance URIS = UriCompliance.DEFAULT.with(
            "CLAIMSTREAM", EnumSet.of(Violation.AMBIGUOUS_PATH_SEPARATOR).toArray(Violation[]::new));

    private final Limits limits;
    private final Optional<ServerTls> tls;
    private final FeedbackRoutes routes;
    private final Javalin javalin;

    /**
     * Where the API is served and how much it takes.
     *
     * @param host address to serve on
     * @param port port; 0 for any free one
     * @param maxBodyBytes greatest size of a request's body
     * @param maxUploadBytes greatest size of a model that is uploaded
     * @param threads threads that serve requests
     * @param connections connections open at once
     * @param patience how long the outcome of a claim is waited for
     */
    public record Limits(
            String host,
            int port,
            int maxBodyBytes,
            int maxUploadBytes,
            int threads,
            int connections,
            Duration patience) {}

    /** A server without pages, by plain http, by the names of this machine and for no other pages. */
    public ApiServer(Limits limits, Function<Executor, ApiPorts> ports) {
        this(limits, Exposure.BY_DEFAULT, Optional.empty(), ports, unused -> Pages.none());
    }

    /**
     * A server that does not serve yet.
     *
     * @param tls what https is served with; empty for plain http
     * @param ports what the handlers work with, given the executor that runs what follows an acknowledgement
     * @param pages the pages beside the API, given what they work with
     */
    public ApiServer(
            Limits limits,
            Exposure exposure,
            Optional<ServerTls> tls,
            Function<Executor, ApiPorts> ports,
            Function<PagePorts, Pages> pages) {
        QueuedThreadPool threads =
                new QueuedThreadPool(limits.threads(), Math.min(MIN_THREADS, limits.threads()), IDLE_MILLIS);
        threads.setName("api");
        threads.setDaemon(true);
        this.limits = limits;
        this.tls = tls;
        this.routes = new FeedbackRoutes(ports.apply(threads), limits, exposure, pages);
        this.javalin = Javalin.create(config -> configure(config, threads));
    }

    /**
     * Starts to serve.
     *
     * @throws PortTakenException when the port cannot be had
     */
    public void start() {
        try {
            javalin.start(limits.host(), limits.port());
        } catch (JavalinBindException e) {
            throw new PortTakenException(limits.host(), limits.port(), new IOException(e.getMessage(), e));
        }
    }

    /** The port that is served. */
    public int port() {
        return javalin.port();
    }

    /** Every route that is served, as method and template. */
    Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(it -> it.endpoint)
                .filter(it -> it.method.isHttpMethod())
                .map(it -> it.method.name() + " " + it.path)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        routes.end();
        javalin.stop();
    }

    private void configure(JavalinConfig config, QueuedThreadPool threads) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = limits.maxBodyBytes();
        config.http.compressionStrategy = compression();
        // The form of an upload is read otherwise; no other has files.
        config.jetty.multipartConfig.maxFileSize(limits.maxBodyBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(limits.maxBodyBytes(), SizeUnit.BYTES);
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(this::limit);
        config.jetty.modifyHttpConfiguration(ApiServer::harden);
        tls.ifPresent(it -> config.jetty.addConnector(
                (server, http) -> TlsConnector.of(server, http, it, limits.host(), limits.port())));
        config.jetty.modifyServletContextHandler(handler -> {
            handler.setErrorHandler(new ErrorPage(tls.isPresent()));
            handler.getServletHandler().setDecodeAmbiguousURIs(true);
        });
        routes.register(config.routes);
    }

    /** What shows a secret is smaller, so nothing is told of it by how well it can be compressed. */
    private static CompressionStrategy compression() {
        CompressionStrategy gzip = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        gzip.setDefaultMinSizeForCompression(MIN_GZIP_BYTES);
        return gzip;
    }

    private void limit(Server server) {
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new ErrorPage(tls.isPresent()));
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        server.addBean(new SlowHeads(server, LOOK));
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setUriCompliance(URIS);
        http.setIdleTimeout(IDLE_MILLIS);
    }
}
