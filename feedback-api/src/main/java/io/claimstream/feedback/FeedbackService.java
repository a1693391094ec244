package io.claimstream.feedback;

import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** feedback-api as a service. Thread-safe. */
public final class FeedbackService implements Service {

    static final String NAME = "feedback-api";

    private final ServiceContext context;
    private final FeedbackConfig config;
    private final FirstStart firstStart;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile @Nullable RunningApi running;

    FeedbackService(ServiceContext context, FeedbackConfig config, FirstStart firstStart) {
        this.context = context;
        this.config = config;
        this.firstStart = firstStart;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void start() {
        running = RunningApi.start(context, config, firstStart, stopped::completeExceptionally);
    }

    /** The port of the API: the configured one, or once started, the one that was taken for 0. */
    public int port() {
        RunningApi current = running;
        return current == null ? config.limits().port() : current.port();
    }

    @Override
    public Health health() {
        RunningApi current = running;
        return current == null ? Health.of(Health.Check.waiting(NAME, "not started")) : current.health();
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        RunningApi current = running;
        if (current != null) {
            running = null;
            current.close();
        }
        stopped.complete(null);
    }
}
