package io.claimstream.platform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the beginning of what groups have not read, as a reader of committed records: at most {@value #FETCH_BYTES} bytes of a partition, and at most
 * {@value #MOST} places of the cluster; the first ones; of more it is guessed that every offset is a record. Not thread-safe.
 */
final class BacklogProbe implements AutoCloseable {

    static final int FETCH_BYTES = 32 * 1024;
    static final int MOST = 300;

    /** Of a partition with more unread records than these, the rest is estimated. */
    private static final int ENOUGH = 50;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;

    /**
     * A place that a group has not read from on.
     *
     * @param from first offset that is there and not read
     * @param end offset behind the last committed record
     */
    record Place(TopicPartition partition, long from, long end) {}

    /** @param client brokers and what else every client shares; changed here */
    BacklogProbe(Properties client) {
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        this.consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What stands behind each place, those that matter most first; of several places of one partition, one after the other. */
    Map<Place, Backlog> look(List<Place> places) {
        Map<Place, Backlog> backlogs = new HashMap<>();
        Map<TopicPartition, Queue<Place>> waiting = new HashMap<>();
        for (Place place : places.stream().distinct().toList()) {
            if (place.from() >= place.end()) {
                backlogs.put(place, Backlog.NONE);
            } else if (count(waiting) < MOST) {
                waiting.computeIfAbsent(place.partition(), it -> new ArrayDeque<>())
                        .add(place);
            } else {
                backlogs.put(place, Backlog.of(place.from(), place.end(), place.from(), 0, null));
            }
        }
        while (!waiting.isEmpty()) {
            Map<TopicPartition, Place> round = new HashMap<>();
            waiting.forEach((partition, queue) -> round.put(partition, queue.remove()));
            waiting.values().removeIf(Queue::isEmpty);
            backlogs.putAll(lookOnce(round));
        }
        return backlogs;
    }

    private Map<Place, Backlog> lookOnce(Map<TopicPartition, Place> round) {
        Map<TopicPartition, Integer> found = new HashMap<>();
        Map<TopicPartition, Instant> oldest = new HashMap<>();
        consumer.assign(round.keySet());
        consumer.resume(consumer.paused());
        round.values().forEach(it -> consumer.seek(it.partition(), it.from()));
        List<TopicPartition> open = new ArrayList<>(round.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                Place place = round.get(partition);
                List<ConsumerRecord<byte[], byte[]>> known = records.records(partition).stream()
                        .filter(it -> place != null && it.offset() < place.end())
                        .toList();
                if (!known.isEmpty()) {
                    oldest.putIfAbsent(
                            partition, Instant.ofEpochMilli(known.get(0).timestamp()));
                    found.merge(partition, known.size(), Integer::sum);
                }
            }
            List<TopicPartition> done = open.stream()
                    .filter(it -> found.getOrDefault(it, 0) >= ENOUGH || isAtEnd(round.get(it)))
                    .toList();
            open.removeAll(done);
            consumer.pause(done);
        }
        Map<Place, Backlog> backlogs = new HashMap<>();
        round.forEach((partition, place) -> backlogs.put(
                place,
                Backlog.of(
                        place.from(),
                        place.end(),
                        Math.min(place.end(), consumer.position(partition)),
                        found.getOrDefault(partition, 0),
                        oldest.get(partition))));
        return backlogs;
    }

    private boolean isAtEnd(@Nullable Place place) {
        return place == null || consumer.position(place.partition()) >= place.end();
    }

    private static int count(Map<TopicPartition, Queue<Place>> waiting) {
        return waiting.values().stream().mapToInt(Queue::size).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
