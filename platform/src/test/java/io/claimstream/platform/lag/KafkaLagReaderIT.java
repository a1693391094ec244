package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Lag on a topic of transactions: markers and what was aborted are none. */
class KafkaLagReaderIT {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final long STAMP = 1_772_357_400_000L;

    @Test
    void shouldCountCommittedRecordsOnly() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                KafkaProducer<byte[], byte[]> producer = producer(kafka);
                KafkaLagReader reader = new KafkaLagReader(() -> client(kafka))) {
            // Given: 3 committed records, 2 aborted ones, 1 committed one; a marker behind each transaction.
            kafka.admin()
                    .createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            write(producer, 3, true);
            write(producer, 2, false);
            write(producer, 1, true);
            commit(kafka, 0);

            // When
            Seen.Partition behind = await("the last marker").until(() -> read(reader), it -> it.end() == 9);
            commit(kafka, 4);
            Seen.Partition later = read(reader);
            commit(kafka, 8);
            Seen.Partition done = read(reader);

            // Then
            assertThat(behind.backlog().records()).isEqualTo(4);
            assertThat(behind.backlog().isExact()).isTrue();
            assertThat(behind.backlog().oldest()).isEqualTo(java.time.Instant.ofEpochMilli(STAMP));
            assertThat(later.backlog().records()).isEqualTo(1);
            assertThat(done.backlog()).isEqualTo(Backlog.NONE);
            assertThat(done.end() - done.committed()).isEqualTo(1);
            assertThat(reader.read().members()).containsEntry("g", Set.of());
        }
    }

    private static Seen.Partition read(KafkaLagReader reader) {
        return reader.read().partitions().stream()
                .filter(it -> it.key().equals(new LagKey("g", "t", 0)))
                .findFirst()
                .orElseThrow();
    }

    private static void commit(TestKafka kafka, long offset) throws Exception {
        kafka.admin()
                .alterConsumerGroupOffsets("g", Map.of(PARTITION, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, int records, boolean isKept) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            var unused = producer.send(new ProducerRecord<>("t", 0, STAMP, null, "v".getBytes(StandardCharsets.UTF_8)));
        }
        producer.flush();
        if (isKept) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static Properties client(TestKafka kafka) {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        return client;
    }

    private static KafkaProducer<byte[], byte[]> producer(TestKafka kafka) {
        Properties client = client(kafka);
        client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "writer");
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
