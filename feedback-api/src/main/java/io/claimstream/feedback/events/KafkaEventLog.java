package io.claimstream.feedback.events;

import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The log in Kafka, committed records only. Not thread-safe. */
public final class KafkaEventLog implements EventLog {

    private static final Duration POLL = Duration.ofMillis(200);
    /** How soon a record that the read model does not have yet is looked at again. */
    private static final Duration SOON = Duration.ofMillis(10);

    private static final int MOST_HELD_BACK = 5_000;
    /** Records told at once: half of what may wait for a client has room for their events. */
    private static final int MOST_AT_ONCE = 100;

    private final Sources sources;
    private final Consumer<byte[], byte[]> consumer;
    private final EventTranslator translator;
    private final Deque<Placed> heldBack = new ArrayDeque<>();

    /**
     * What events are read from.
     *
     * @param consumers opens a consumer that reads committed records only and begins where a partition does when a place is gone
     * @param serdes decodes values
     * @param held whether the read model has a record
     */
    public record Sources(Supplier<Consumer<byte[], byte[]>> consumers, EventSerdes serdes, Held held) {}

    /** Whether the read model has a record. Thread-safe. */
    public interface Held {
        boolean holds(TopicPartition partition, long offset);
    }

    /** Opens a consumer; nothing is read until {@link #seek}. */
    public KafkaEventLog(Sources sources) {
        this.sources = sources;
        this.consumer = sources.consumers().get();
        this.translator = new EventTranslator(sources.serdes());
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Set<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> partitions(topic).stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .collect(Collectors.toSet());
        return new HashMap<>(consumer.endOffsets(partitions));
    }

    @Override
    public void seek(Map<TopicPartition, Long> places) {
        heldBack.clear();
        consumer.assign(places.keySet());
        places.forEach(consumer::seek);
    }

    @Override
    public List<Placed> read() {
        if (heldBack.size() >= MOST_HELD_BACK) {
            consumer.pause(consumer.assignment());
        }
        consumer.poll(patience()).forEach(it -> heldBack.add(translator.translate(it)));
        consumer.resume(consumer.paused());
        List<Placed> told = new ArrayList<>();
        while (isNextHeld() && told.size() < MOST_AT_ONCE) {
            told.add(heldBack.remove());
        }
        return told;
    }

    @Override
    public Map<TopicPartition, Long> places() {
        Map<TopicPartition, Long> places = new HashMap<>();
        consumer.assignment().forEach(it -> places.put(it, consumer.position(it)));
        heldBack.forEach(it -> places.merge(it.partition(), it.offset(), Math::min));
        return places;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Duration patience() {
        if (heldBack.isEmpty()) {
            return POLL;
        }
        return isNextHeld() ? Duration.ZERO : SOON;
    }

    private boolean isNextHeld() {
        Placed next = heldBack.peek();
        return next != null && sources.held().holds(next.partition(), next.offset());
    }

    private List<PartitionInfo> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("Expected the topic " + topic + ", but there is none yet.");
        }
        return partitions;
    }
}
