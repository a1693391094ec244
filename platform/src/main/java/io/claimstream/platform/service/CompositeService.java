package io.claimstream.platform.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several services as one: started in order, closed in reverse, failed when one fails. Thread-safe. */
public final class CompositeService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(CompositeService.class);

    private final String name;
    private final List<Service> parts;
    private final List<Service> started = new ArrayList<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    public CompositeService(String name, List<? extends Service> parts) {
        this.name = name;
        this.parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return name;
    }

    /** Starts each part; when one cannot be started, those before it are closed again. */
    @Override
    public synchronized void start() {
        for (Service part : parts) {
            started.add(part);
            part.stopped().whenComplete((nothing, failure) -> {
                if (failure != null) {
                    stopped.completeExceptionally(failure);
                }
            });
            try {
                part.start();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    @Override
    public Health health() {
        return parts.stream().map(Service::health).reduce(Health.of(), Health::and);
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    /** Closes every part, even when one of them throws. */
    @Override
    public synchronized void close() {
        for (int i = started.size() - 1; i >= 0; i--) {
            closeQuietly(started.get(i));
        }
        started.clear();
        stopped.complete(null);
    }

    private void closeQuietly(Service part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("service", name)
                    .addKeyValue("part", part.name())
                    .setCause(e)
                    .log("part not closed");
        }
    }
}
