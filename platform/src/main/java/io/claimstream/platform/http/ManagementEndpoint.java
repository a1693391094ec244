package io.claimstream.platform.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.platform.service.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /livez}, {@code /readyz}, {@code /startupz} and {@code /metrics}. The JDK's server is enough for that, and two threads bound it.
 * Thread-safe.
 */
public final class ManagementEndpoint implements AutoCloseable {

    private static final int BACKLOG = 16;
    private static final int THREADS = 2;

    private final String host;
    private final int port;
    private final Supplier<String> metrics;
    private final Supplier<Health> health;
    private final Startup startup = new Startup();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** @param metrics what is shown, in Prometheus' text form */
    public ManagementEndpoint(String host, int port, Supplier<String> metrics, Supplier<Health> health) {
        this.host = host;
        this.port = port;
        this.metrics = metrics;
        this.health = health;
    }

    /**
     * Starts to serve.
     *
     * @throws PortTakenException when the port cannot be had
     */
    public void start() {
        lock.lock();
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
            ExecutorService executor = Executors.newFixedThreadPool(THREADS, ManagementEndpoint::thread);
            started.setExecutor(executor);
            started.createContext("/livez", exchange -> answerHealth(exchange, Health::live));
            started.createContext("/readyz", exchange -> answerHealth(exchange, Health::ready));
            started.createContext("/startupz", exchange -> answerHealth(exchange, startup::isOver));
            started.createContext("/metrics", this::answerMetrics);
            started.start();
            server = started;
            threads = executor;
        } catch (IOException e) {
            throw new PortTakenException(host, port, e);
        } finally {
            lock.unlock();
        }
    }

    /** The port that is served; the one asked for when not started. */
    public int port() {
        lock.lock();
        try {
            return server == null ? port : server.getAddress().getPort();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (server != null) {
                server.stop(0);
                server = null;
            }
            if (threads != null) {
                threads.shutdownNow();
                threads = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void answerHealth(HttpExchange exchange, Predicate<Health> good) throws IOException {
        Health now = health.get();
        answer(exchange, good.test(now) ? 200 : 503, "application/json", HealthJson.write(now));
    }

    private void answerMetrics(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "management");
        thread.setDaemon(true);
        return thread;
    }
}
