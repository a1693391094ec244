package io.claimstream.testkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/** Reads what is committed on a topic, from the beginning. */
final class CommittedRecords {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;

    CommittedRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    <K, V> List<ConsumerRecord<K, V>> readAll(String topic, Deserializer<K> key, Deserializer<V> value) {
        try (Consumer<K, V> consumer = consumer(key, value)) {
            assignAll(consumer, topic);
            return readToEnd(consumer);
        }
    }

    <K, V> List<ConsumerRecord<K, V>> await(String topic, int count, Deserializer<K> key, Deserializer<V> value) {
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        try (Consumer<K, V> consumer = consumer(key, value)) {
            assignAll(consumer, topic);
            Awaitility.await(count + " records on " + topic)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        records.addAll(readToEnd(consumer));
                        return records.size() >= count;
                    });
        }
        return List.copyOf(records);
    }

    private static void assignAll(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static <K, V> List<ConsumerRecord<K, V>> readToEnd(Consumer<K, V> consumer) {
        // Under read-committed the end offset is the last stable offset.
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<K, V>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private <K, V> Consumer<K, V> consumer(Deserializer<K> key, Deserializer<V> value) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                key,
                value);
    }
}
