package io.claimstream.platform.records;

import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.streams.WorldFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics of one partition from their beginning and goes on reading, in a thread of its own and outside any group. What is wrong with the
 * world is waited for; a bug ends it, and its check says so. Thread-safe.
 */
public final class LogFollower implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final List<TopicPartition> partitions;
    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Check check;
    private volatile boolean caughtUp;

    /**
     * Reads nothing yet.
     *
     * @param name name of the thread and of the check
     * @param topics the topics; of each partition 0 is read
     * @param consumers opens a consumer that reads committed records only
     * @param taker gets each record, in the follower's thread; when it throws what is wrong with the world, it gets the record again
     */
    public LogFollower(
            String name,
            List<String> topics,
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        this.name = name;
        this.partitions =
                topics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
        this.consumers = consumers;
        this.taker = taker;
        this.check = Check.degraded(name, "not everything is read yet");
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins to read. Once. */
    public void start() {
        thread.start();
    }

    /** Whether everything was read that was there at the start. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** How it is. It degrades its service while it cannot read, and does not make it unready. */
    public Check check() {
        return check;
    }

    /** Ends the reading; a record under way is finished. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing(Duration.ZERO)) {
                readUntilFailure();
            }
        } catch (RuntimeException e) {
            check = Check.failed(name, "a bug ended it; the log says where");
            LOGGER.atError().addKeyValue("follower", name).setCause(e).log("follower failed");
        }
    }

    private void readUntilFailure() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(partitions);
            partitions.forEach(it -> consumer.seek(it, next.getOrDefault(it, 0L)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!isClosing(Duration.ZERO)) {
                caughtUp |= partitions.stream().allMatch(it -> consumer.position(it) >= ends.getOrDefault(it, 0L));
                check = caughtUp ? Check.up(name) : check;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    taker.accept(record);
                    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                }
            }
        } catch (RuntimeException e) {
            String cause = WorldFailure.cause(e).orElseThrow(() -> e);
            check = Check.degraded(name, cause);
            LOGGER.atWarn()
                    .addKeyValue("follower", name)
                    .addKeyValue("cause", cause)
                    .log("follower waits");
            isClosing(PAUSE);
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
}
