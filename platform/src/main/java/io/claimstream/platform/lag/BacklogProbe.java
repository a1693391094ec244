package io.claimstream.platform.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the beginning of what groups have not read, as a reader of committed records: at most {@value #FETCH_BYTES} bytes of a partition, and at most
 * {@value #MOST} places of the cluster; the first ones; of more, and of topics that may not be read, it is guessed that every offset is a record. Not thread-safe.
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

    /** Records found at the beginning of a place, and the timestamp of the first; null while there is none. */
    private record Found(int records, @Nullable Instant oldest) {

        static final Found NOTHING = new Found(0, null);

        Found and(List<ConsumerRecord<byte[], byte[]>> more) {
            return new Found(
                    records + more.size(),
                    oldest == null ? Instant.ofEpochMilli(more.get(0).timestamp()) : oldest);
        }
    }

    /** @param client brokers and what else every client shares; changed here */
    BacklogProbe(Properties client) {
        this(consumer(client));
    }

    /** @param consumer outside any group, of committed records; closed here */
    BacklogProbe(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    private static Consumer<byte[], byte[]> consumer(Properties client) {
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
        Map<TopicPartition, Found> found = new HashMap<>();
        consumer.assign(round.keySet());
        consumer.resume(consumer.paused());
        round.values().forEach(it -> consumer.seek(it.partition(), it.from()));
        Set<TopicPartition> open = new HashSet<>(round.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            try {
                take(consumer.poll(POLL), round, found);
                List<TopicPartition> done = open.stream()
                        .filter(it -> of(found, it).records() >= ENOUGH || isAtEnd(round.get(it)))
                        .toList();
                done.forEach(open::remove);
                consumer.pause(done);
            } catch (TopicAuthorizationException e) {
                open.removeIf(it -> e.unauthorizedTopics().contains(it.topic()));
                leave(e.unauthorizedTopics());
            }
        }
        Map<Place, Backlog> backlogs = new HashMap<>();
        round.values().forEach(place -> backlogs.put(place, backlog(place, of(found, place.partition()))));
        return backlogs;
    }

    /** As long as it is assigned, a topic that may not be read keeps all others from being read. */
    private void leave(Set<String> topics) {
        consumer.assign(consumer.assignment().stream()
                .filter(it -> !topics.contains(it.topic()))
                .toList());
    }

    private static void take(
            ConsumerRecords<byte[], byte[]> records,
            Map<TopicPartition, Place> round,
            Map<TopicPartition, Found> found) {
        for (TopicPartition partition : records.partitions()) {
            Place place = round.get(partition);
            List<ConsumerRecord<byte[], byte[]>> known = records.records(partition).stream()
                    .filter(it -> place != null && it.offset() < place.end())
                    .toList();
            if (!known.isEmpty()) {
                found.put(partition, of(found, partition).and(known));
            }
        }
    }

    private static Found of(Map<TopicPartition, Found> found, TopicPartition partition) {
        return found.getOrDefault(partition, Found.NOTHING);
    }

    private Backlog backlog(Place place, Found found) {
        TopicPartition partition = place.partition();
        long looked = consumer.assignment().contains(partition) ? consumer.position(partition) : place.from();
        return Backlog.of(place.from(), place.end(), Math.min(place.end(), looked), found.records(), found.oldest());
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
