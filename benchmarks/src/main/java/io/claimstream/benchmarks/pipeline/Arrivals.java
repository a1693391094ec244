package io.claimstream.benchmarks.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Watches the end of the pipeline as a customer does, read committed, and notes when each claim's result came. Thread-safe. */
final class Arrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Load load;
    private final AtomicLongArray nanos;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;
    private volatile byte @Nullable [] last;

    private Arrivals(KafkaConsumer<byte[], byte[]> consumer, Load load) {
        this.consumer = consumer;
        this.load = load;
        this.nanos = new AtomicLongArray(load.size());
        this.thread = new Thread(this::run, "arrivals");
    }

    /** Watches what comes on the topic from now on. */
    static Arrivals on(String topic, String bootstrapServers, Load load) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Arrivals arrivals = new Arrivals(consumer, load);
        arrivals.thread.start();
        return arrivals;
    }

    private void run() {
        while (!closing) {
            consumer.poll(POLL).forEach(this::note);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        long now = System.nanoTime();
        int place = load.place(record.key());
        if (place >= 0) {
            last = record.value();
            (nanos.compareAndSet(place, 0, now) ? arrived : again).incrementAndGet();
        }
    }

    /** Claims whose result has come. */
    int count() {
        return arrived.get();
    }

    /** Results beyond the first of a claim; none are expected. */
    int doubled() {
        return again.get();
    }

    /** When a claim's result came, on the clock of {@link System#nanoTime()}; 0 when it has not. */
    long nanos(int place) {
        return nanos.get(place);
    }

    /** The newest result; null before the first. */
    byte @Nullable [] last() {
        return last;
    }

    /**
     * Waits until so many results have come in all.
     *
     * @throws IllegalStateException when none comes for a minute
     */
    void await(int count) throws InterruptedException {
        int before = -1;
        long movedAt = System.nanoTime();
        while (count() < count) {
            if (count() != before) {
                before = count();
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > Duration.ofMinutes(1).toNanos()) {
                throw new IllegalStateException(
                        "Expected " + count + " results, but nothing has moved for a minute after " + before + ".");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
