package io.claimstream.platform.streams;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.platform.trace.Tracing;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka Streams application. Bad records become dead letters, failures of the world replace the stream thread after a growing
 * pause and show in the health, bugs end the service. Leaves its group when closed, so that others take over at once. Thread-safe.
 */
public final class StreamsService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamsService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private final StreamsSpec spec;
    private final ServiceContext context;
    private final Quarantine quarantine = new Quarantine();
    private final Tracing tracing;
    private final Restoration restoration = new Restoration();
    private final FailureBackoff backoff;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable RunningStreams> running = new AtomicReference<>();

    public StreamsService(ServiceContext context, StreamsSpec spec) {
        this.spec = spec;
        this.context = context;
        this.tracing = Tracing.of(context.settings(), spec.name(), context.meters());
        this.backoff = new FailureBackoff(context.clock());
    }

    @Override
    public String name() {
        return spec.name();
    }

    /** Waits for Kafka in a thread of its own, makes missing topics, then runs the topology. */
    @Override
    public void start() {
        Thread starter = new Thread(this::startWhenKafkaAnswers, spec.name() + "-start");
        starter.setDaemon(true);
        starter.start();
    }

    @Override
    public Health health() {
        return Health.of(streamsCheck());
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    /** A store of the running topology, for queries; throws what KafkaStreams throws, also when not started. */
    public <T> T store(StoreQueryParameters<T> parameters) {
        RunningStreams now = running.get();
        if (now == null) {
            throw new IllegalStateException("Expected a started service, but '" + spec.name() + "' is not.");
        }
        return now.streams().store(parameters);
    }

    @Override
    public void close() {
        close(GroupMembershipOperation.LEAVE_GROUP, CLOSE_WITHIN);
    }

    /** Lets go without leaving the group or finishing anything, as a killed process does; for tests of crashes. */
    public void abandon() {
        close(GroupMembershipOperation.REMAIN_IN_GROUP, Duration.ZERO);
    }

    private void close(GroupMembershipOperation membership, Duration within) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing.countDown();
        closeRunning(membership, within);
        tracing.close();
        stopped.complete(null);
    }

    private void closeRunning(GroupMembershipOperation membership, Duration within) {
        RunningStreams now = running.getAndSet(null);
        if (now != null) {
            boolean ended = now.close(membership, within);
            LOGGER.atInfo()
                    .addKeyValue("service", name())
                    .addKeyValue("ended", ended)
                    .log("streams closed");
        }
    }

    private void startWhenKafkaAnswers() {
        try {
            while (!closed.get() && !worldReady()) {
                pause();
            }
            if (!closed.get()) {
                run();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Whether the schema ids are known to be right and the topics are there; false when the world does not answer yet. */
    private boolean worldReady() {
        try {
            context.verifySchemaIds();
            makeTopics();
            return true;
        } catch (RuntimeException e) {
            String cause = WorldFailure.cause(e).orElseThrow(() -> e);
            backoff.failed(cause);
            LOGGER.atWarn()
                    .addKeyValue("service", name())
                    .addKeyValue("cause", cause)
                    .log("waiting");
            return false;
        }
    }

    private void makeTopics() {
        if (context.settings().get(CommonSettings.TOPICS_CREATE)) {
            try (TopicAdmin admin = TopicAdmin.of(context.settings())) {
                admin.ensure(Topics.ALL);
            }
        }
    }

    private void run() {
        Properties properties =
                StreamsProperties.of(context.settings(), name(), spec.applicationId(), letters(), quarantine);
        properties.put(Tracing.CONFIG, tracing);
        properties.putAll(spec.properties());
        KafkaStreams streams = new KafkaStreams(spec.topology().get(), properties);
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener((to, from) -> onState(to));
        streams.setGlobalStateRestoreListener(restoration);
        running.set(RunningStreams.of(streams, name(), context.meters()));
        if (closed.get()) {
            closeRunning(GroupMembershipOperation.LEAVE_GROUP, CLOSE_WITHIN);
        } else {
            streams.start();
        }
    }

    private DeadLetters letters() {
        return new DeadLetters(name(), context.meters(), spec.deadLetterListener(), spec.original());
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        boolean mended = backoff.quarantined(quarantine.size());
        String cause = WorldFailure.cause(failure)
                .or(quarantine::takeRefusal)
                .orElse(mended ? "a record's effects could not be written" : "");
        if (cause.isEmpty()) {
            fail(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        backoff.failed(cause);
        LOGGER.atWarn()
                .addKeyValue("service", name())
                .addKeyValue("cause", cause)
                .addKeyValue("pauseMillis", backoff.pause().toMillis())
                .log("stream thread replaced");
        pause();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Pauses as long as the backoff says, or until the service is closed. */
    private void pause() {
        try {
            if (closing.await(backoff.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atDebug().addKeyValue("service", name()).log("pause ended by close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onState(KafkaStreams.State to) {
        LOGGER.atInfo().addKeyValue("service", name()).addKeyValue("state", to).log("streams state");
    }

    private void fail(Throwable failure) {
        // The class and place of a bug, never its message: that may quote what it met.
        LOGGER.atError()
                .addKeyValue("service", name())
                .addKeyValue("error", FailureText.of(failure))
                .log("service failed");
        stopped.completeExceptionally(failure);
    }

    private Health.Check streamsCheck() {
        String part = name() + " streams";
        if (stopped.isCompletedExceptionally()) {
            return Health.Check.failed(part, "a bug ended the service; the log says where");
        }
        RunningStreams now = running.get();
        if (now == null) {
            return Health.Check.waiting(
                    part, closed.get() ? "closed" : backoff.cause().orElse("starting"));
        }
        KafkaStreams.State state = now.streams().state();
        if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR) {
            return Health.Check.failed(part, "Kafka Streams ended by itself");
        }
        if (backoff.cause().isPresent()) {
            return Health.Check.waiting(part, backoff.cause().get());
        }
        if (state != KafkaStreams.State.RUNNING) {
            return Health.Check.waiting(part, restoration.words().orElse("joining its group or rebalancing"));
        }
        return InputLag.of(now.streams().metrics().values())
                .flatMap(InputLag::words)
                .map(words -> Health.Check.degraded(part, words))
                .orElseGet(() -> Health.Check.up(part));
    }
}
