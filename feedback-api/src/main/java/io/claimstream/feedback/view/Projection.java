package io.claimstream.feedback.view;

import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some views up to date in a thread of its own. Rows and offsets are written in one transaction, so each record counts
 * exactly once. A failure (database or Kafka away) is tried again for as long as it lasts, from what the database holds.
 * Thread-safe.
 */
public final class Projection implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Projection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ProjectionRun.Parts parts;
    private final Progress progress = new Progress();
    private final Rebuild rebuild;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * What a projection works with.
     *
     * @param jdbi the database
     * @param admin finds the ends of topics; not closed here
     * @param consumers makes consumers that read committed records and start at the earliest
     * @param serdes decodes values
     * @param metrics counts
     * @param prepare run before the topics are looked for, each time anew
     * @param arrivals told of claims of which something new is in the database
     * @param scores told of scores before they are in the database
     */
    public record World(
            Jdbi jdbi,
            Admin admin,
            Supplier<Consumer<byte[], byte[]>> consumers,
            EventSerdes serdes,
            FeedbackMetrics metrics,
            Runnable prepare,
            Arrivals arrivals,
            ScoreListener scores) {}

    /** Told of records of the topic of scores. */
    @FunctionalInterface
    public interface ScoreListener {

        void came(Iterable<ConsumerRecord<byte[], byte[]>> scores);
    }

    private Projection(String name, List<TopicReader> readers, World world, boolean isIndexed) {
        this.name = name;
        this.consumers = world.consumers();
        this.parts = new ProjectionRun.Parts(
                readers, world.jdbi(), world.admin(), world.prepare(), world.arrivals(), world.scores(), isIndexed);
        this.rebuild = new Rebuild(world.jdbi(), name, parts.tables(), parts.topics(), System::nanoTime);
        this.thread = new Thread(this::run, "projection-" + name);
        world.metrics().watchProjection(name, this::caughtUp);
    }

    /** The projection of submitted, accepted, rejected, dead, scored and once more scored claims and of feedback. */
    public static Projection ofClaims(World world) {
        Stream<TopicReader> dead = Stream.of(
                TopicReader.ofDeadLetters(world.serdes(), world.metrics()),
                TopicReader.ofLetters(world.serdes(), world.metrics()));
        return new Projection(
                "claims",
                Stream.of(
                                readers(ClaimViews.ALL, world),
                                readers(RescoreViews.ALL, world),
                                dead,
                                Stream.of(TopicReader.beside(MeterView.VIEW, world.serdes(), world.metrics())))
                        .flatMap(it -> it)
                        .toList(),
                world,
                true);
    }

    /** The projection of model versions and deployments, of the labels that models are made from, and of erasures. */
    public static Projection ofModels(World world) {
        TopicReader settled = TopicReader.beside(SettledView.VIEW, world.serdes(), world.metrics());
        return new Projection(
                "models",
                Stream.concat(readers(ModelViews.ALL, world), Stream.of(settled))
                        .toList(),
                world,
                false);
    }

    private static Stream<TopicReader> readers(List<TopicView<?>> views, World world) {
        return views.stream().map(view -> TopicReader.of(view, world.serdes(), world.metrics()));
    }

    public void start() {
        thread.start();
    }

    /** Its name: one word. */
    public String name() {
        return name;
    }

    /** Every table that it writes. */
    List<String> tables() {
        return parts.tables();
    }

    /** Where it stands. */
    public Standing standing() {
        Progress.State state = progress.state();
        Progress.Share share = progress.share();
        return new Standing(name, state.caughtUp(), state.isRebuilding(), state.obstacle(), share.read(), share.of());
    }

    /** Whether everything that was on the topics at the start is in the database. */
    public boolean caughtUp() {
        return progress.state().caughtUp();
    }

    /** Whether the rows of a record are in the database. */
    public boolean holds(TopicPartition partition, long offset) {
        return progress.holds(partition, offset);
    }

    public Health.Check check() {
        Progress.State state = progress.state();
        String part = "projection-" + name;
        return state.caughtUp() && state.obstacle().isEmpty()
                ? Health.Check.up(part)
                : Health.Check.waiting(part, state.obstacle());
    }

    /** Stops after the transaction in progress. */
    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosed()) {
            boolean worked = runOnce();
            pause = worked ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            await(pause);
        }
    }

    /** Reads until closed or failed. Answers whether it got as far as reading. */
    private boolean runOnce() {
        ProjectionRun run = new ProjectionRun(parts, progress);
        try {
            emptyWhenAsked();
            read(run);
        } catch (WakeupException | InterruptException e) {
            LOGGER.atDebug().addKeyValue("projection", name).log("projection woken");
        } catch (RuntimeException e) {
            progress.waitsFor(obstacle(e));
            LOGGER.atWarn().addKeyValue("projection", name).setCause(e).log("projection failed, tries again");
        } finally {
            consumer = null;
        }
        return run.begun();
    }

    private void read(ProjectionRun run) {
        try (Consumer<byte[], byte[]> opened = consumers.get()) {
            consumer = opened;
            run.begin(opened);
            boolean isRebuilt = rebuild.isUnderWay();
            while (!isClosed() && !rebuild.isAsked()) {
                run.step(opened);
                if (isRebuilt && caughtUp()) {
                    rebuild.end();
                    isRebuilt = false;
                    LOGGER.atInfo().addKeyValue("projection", name).log("projection rebuilt");
                }
            }
        }
    }

    /** Says at once that it holds nothing, and empties the views when every instance has had the time to say so. */
    private void emptyWhenAsked() {
        rebuild.notice().ifPresent(notice -> {
            LOGGER.atInfo().addKeyValue("projection", name).log("projection is rebuilt");
            progress.startsAgain();
            await(notice);
            if (!isClosed()) {
                rebuild.empty();
            }
        });
        if (rebuild.isUnderWay()) {
            progress.startsAgain();
        }
    }

    /** Our own messages hold no claim; others' might. */
    private static String obstacle(RuntimeException failure) {
        return failure instanceof IllegalStateException && failure.getMessage() != null
                ? failure.getMessage()
                : "failed with " + failure.getClass().getSimpleName() + ", tries again";
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void await(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atDebug().addKeyValue("projection", name).log("projection closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
