package io.claimstream.platform.lag;

import io.claimstream.platform.http.ManagementEndpoint;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Lookout;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Looks at a cluster every few seconds and serves what it saw at {@code /metrics}, as Prometheus reads it, until it is closed. Thread-safe. */
public final class LagExporter implements AutoCloseable {

    private final LagWindow window = new LagWindow();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LagSnapshots snapshots;
    private final AtomicReference<MetricSnapshots> served;
    private final Clock clock;
    private final Lookout<LagReader> lookout;
    private final ManagementEndpoint endpoint;

    /**
     * Where and under which name it is served.
     *
     * @param host address to listen at; 0.0.0.0 for all
     * @param port 0 for any
     * @param cluster value of the label {@code cluster_name}
     */
    public record Place(String host, int port, String cluster) {}

    /** @param readers opens a reader, again after each failure */
    public LagExporter(Place place, Supplier<? extends LagReader> readers, Clock clock) {
        this.snapshots = new LagSnapshots(place.cluster());
        this.served = new AtomicReference<>(snapshots.ofNothing());
        this.clock = clock;
        this.lookout = new Lookout<>("lag-exporter", readers, this::look, this::failed);
        this.endpoint = new ManagementEndpoint(place.host(), place.port(), meters::scrape, this::health);
        meters.getPrometheusRegistry().register(served::get);
    }

    /**
     * Begins to look and to serve. Once.
     *
     * @throws io.claimstream.platform.http.PortTakenException when the port cannot be had
     */
    public void start() {
        endpoint.start();
        lookout.start();
    }

    /** The port that is served. */
    public int port() {
        return endpoint.port();
    }

    /** Waits until another thread closes it. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        lookout.close();
        endpoint.close();
        closed.countDown();
    }

    private void look(LagReader reader) {
        Instant begin = clock.instant();
        Seen seen = reader.read();
        Instant end = clock.instant();
        window.add(end, seen);
        served.set(snapshots.of(seen, window.lag(), Duration.between(begin, end)));
    }

    private void failed(String obstacle) {
        window.failed(obstacle);
        served.set(snapshots.ofNothing());
    }

    private Health health() {
        return Health.of(window.lag()
                .obstacle()
                .map(it -> Health.Check.waiting("kafka", it))
                .orElseGet(() -> Health.Check.up("kafka")));
    }
}
