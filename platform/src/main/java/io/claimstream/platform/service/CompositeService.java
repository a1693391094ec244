package io.claimstream.platform.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several services as one: started in order, failed when one fails, and closed in reverse order, or all at once where none needs another to close. Thread-safe.
 */
public final class CompositeService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(CompositeService.class);

    private final String name;
    private final List<Service> parts;
    private final boolean independent;
    private final List<Service> started = new ArrayList<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Of parts that are closed one after the other, the last one first. */
    public CompositeService(String name, List<? extends Service> parts) {
        this(name, parts, false);
    }

    private CompositeService(String name, List<? extends Service> parts, boolean independent) {
        this.name = name;
        this.parts = List.copyOf(parts);
        this.independent = independent;
    }

    /** Of parts that are closed at the same time, so that closing takes as long as the slowest and not as long as all of them. */
    public static CompositeService ofIndependent(String name, List<? extends Service> parts) {
        return new CompositeService(name, parts, true);
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
        if (independent) {
            closeAtOnce();
        } else {
            for (int i = started.size() - 1; i >= 0; i--) {
                closeQuietly(started.get(i));
            }
        }
        started.clear();
        stopped.complete(null);
    }

    private void closeAtOnce() {
        CompletableFuture.allOf(started.stream()
                        .map(part -> CompletableFuture.runAsync(
                                () -> closeQuietly(part), task -> new Thread(task, "close-" + part.name()).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
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
