package io.claimstream.scoring;

import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the model topics from the beginning, in a thread of its own, and brings into service what they say. Every instance reads all
 * of them, outside any group. Thread-safe.
 */
final class ModelFeed implements Service {

    /** Artifacts last: deployments, calibrations and manifests are small, and say what the chunks are for. */
    private static final List<TopicPartition> SMALL = List.of(
            partition(Topics.MODELS_VERSIONS.name()),
            partition(Topics.MODELS_CALIBRATION.name()),
            partition(Topics.MODELS_DEPLOYMENTS.name()));

    private static final List<TopicPartition> ALL =
            List.of(SMALL.get(0), SMALL.get(1), SMALL.get(2), partition(Topics.MODELS_ARTIFACTS.name()));

    private static final Logger LOGGER = LoggerFactory.getLogger(ModelFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POLL_WHILE_LOADING = Duration.ofMillis(10);
    private static final int MOST_COMPLAINTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final ModelDesk desk;
    private final ModelStage stage;
    private final StagedModels staged;
    private final Champions champions;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "model-feed");
    private volatile String waitingFor = "the models in service are being read";

    ModelFeed(
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            ModelDesk desk,
            ModelStage stage,
            StagedModels staged,
            Champions champions) {
        this.consumers = consumers;
        this.desk = desk;
        this.stage = stage;
        this.staged = staged;
        this.champions = champions;
        thread.setDaemon(true);
    }

    @Override
    public String name() {
        return "model-feed";
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Waits until everything that was published before the start is in service, or the feed is closed. */
    void awaitCaughtUp() {
        try {
            while (!caughtUp.await(1, TimeUnit.SECONDS)) {
                LOGGER.atDebug().log("scoring waits for the models in service");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Health health() {
        if (stopped.isCompletedExceptionally()) {
            return Health.of(Check.failed(name(), "a bug ended the feed; the log says where"));
        }
        return Health.of(waitingFor.isEmpty() ? inService() : Check.waiting(name(), waitingFor));
    }

    /** Scoring goes on with the last good model, so a slot that is behind does not make the service unready. */
    private Check inService() {
        String complaints = stage.states().stream()
                .map(SlotState::complaint)
                .filter(complaint -> !complaint.isEmpty())
                .limit(MOST_COMPLAINTS)
                .collect(Collectors.joining("; "));
        return complaints.isEmpty() ? Check.up(name()) : Check.degraded(name(), complaints);
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        closing.countDown();
        caughtUp.countDown();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        champions.clear();
        staged.close();
        stopped.complete(null);
    }

    private void run() {
        try {
            while (!isClosing(Duration.ZERO)) {
                readUntilFailure();
            }
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("error", e.getClass().getName())
                    .setCause(e)
                    .log("model feed failed");
            stopped.completeExceptionally(e);
            caughtUp.countDown();
        }
    }

    private void readUntilFailure() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            if (caughtUp.getCount() > 0) {
                readToEnd(consumer, SMALL);
                readToEnd(consumer, ALL);
                caughtUp.countDown();
            }
            assign(consumer, ALL);
            waitingFor = "";
            while (!isClosing(Duration.ZERO)) {
                read(consumer);
                stage.advance();
            }
        } catch (RuntimeException e) {
            waitingFor = WorldFailure.cause(e).orElseThrow(() -> e);
            LOGGER.atWarn().addKeyValue("cause", waitingFor).log("model feed waits");
            isClosing(PAUSE);
        }
    }

    private void readToEnd(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        assign(consumer, partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!isClosing(Duration.ZERO)
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read(consumer);
        }
        if (partitions.equals(ALL)) {
            serveAll();
        }
    }

    private void serveAll() {
        stage.advance();
        while (stage.isLoading() && !isClosing(POLL_WHILE_LOADING)) {
            stage.advance();
        }
    }

    private void assign(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(stage.isLoading() ? POLL_WHILE_LOADING : POLL)) {
            desk.accept(record);
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
    }

    private boolean isClosing(Duration within) {
        try {
            return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }
}
