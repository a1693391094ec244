package io.claimstream.platform.service;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.http.ManagementEndpoint;
import java.util.concurrent.CompletionStage;

/**
 * A service with its health, Kafka's among it, and its metrics served over HTTP from before it starts until after it is closed. Thread-safe.
 */
public final class ManagedService implements Service {

    private final Service service;
    private final KafkaWatch kafka;
    private final ManagementEndpoint endpoint;

    private ManagedService(Service service, ServiceContext context, int port) {
        this.service = service;
        this.kafka = new KafkaWatch(context.settings());
        this.endpoint = new ManagementEndpoint(
                context.settings().get(CommonSettings.MANAGEMENT_HOST),
                port,
                new ServiceScrape(context.meters(), this::health),
                this::health);
    }

    /** Serves the given service's health and the context's metrics on a port; 0 takes any free one. */
    public static ManagedService of(Service service, ServiceContext context, int port) {
        return new ManagedService(service, context, port);
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public void start() {
        endpoint.start();
        kafka.start();
        service.start();
    }

    @Override
    public Health health() {
        return service.health().and(kafka.health());
    }

    @Override
    public CompletionStage<Void> stopped() {
        return service.stopped();
    }

    /** The port on which health and metrics are served; meaningful once started. */
    public int managementPort() {
        return endpoint.port();
    }

    @Override
    public void close() {
        try {
            service.close();
        } finally {
            kafka.close();
            endpoint.close();
        }
    }
}
