package io.claimstream.retrain.log;

import io.claimstream.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic of two partitions in memory, read as the real one is. Used by one thread. */
public final class MockLog<V extends SpecificRecord> {

    private final Topic<V> topic;
    private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

    public MockLog(Topic<V> topic) {
        this.topic = topic;
    }

    /** Appends a record. */
    public void append(int partition, String key, V value) {
        long offset = records.stream().filter(it -> it.partition() == partition).count();
        records.add(new ConsumerRecord<>(topic.name(), partition, offset, key, value));
    }

    /** Appends a record without a value. */
    @SuppressWarnings("NullAway") // What Kafka has where a record was deleted.
    public void appendTombstone(int partition, String key) {
        append(partition, key, null);
    }

    /** Reads what is there when it is asked. */
    public CommittedLog<V> log() {
        return new CommittedLog<>(topic, this::consumer);
    }

    private MockConsumer<String, V> consumer() {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            int wanted = partition;
            TopicPartition at = new TopicPartition(topic.name(), partition);
            beginnings.put(at, 0L);
            ends.put(at, records.stream().filter(it -> it.partition() == wanted).count());
            partitions.add(new PartitionInfo(topic.name(), partition, Node.noNode(), new Node[0], new Node[0]));
        }
        MockConsumer<String, V> consumer = new MockConsumer<>("none");
        consumer.updatePartitions(topic.name(), partitions);
        consumer.updateBeginningOffsets(beginnings);
        consumer.updateEndOffsets(ends);
        consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
        return consumer;
    }
}
