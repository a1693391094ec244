package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lag as a broker has it: of transactions, where markers and what was aborted are none, and of what compaction, retention and deletion leave. */
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
            commit(kafka, "g", 0);

            // When
            Seen.Partition behind = await("the last marker").until(() -> read(reader), it -> it.end() == 9);
            commit(kafka, "g", 4);
            Seen.Partition later = read(reader);
            commit(kafka, "g", 8);
            Seen.Partition done = read(reader);

            // Then
            assertThat(behind.backlog().records()).isEqualTo(4);
            assertThat(behind.backlog().isExact()).isTrue();
            assertThat(behind.backlog().oldest()).isEqualTo(Instant.ofEpochMilli(STAMP));
            assertThat(later.backlog().records()).isEqualTo(1);
            assertThat(done.backlog()).isEqualTo(Backlog.NONE);
            assertThat(done.end() - done.committed()).isEqualTo(1);
            assertThat(reader.read().members()).containsEntry("g", Set.of());
        }
    }

    @Test
    void shouldCountWhatIsLeftOfACompactedTopic() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                KafkaProducer<byte[], byte[]> producer = plainProducer(kafka);
                KafkaLagReader reader = new KafkaLagReader(() -> client(kafka))) {
            // Given: one key twenty times, each in a segment of its own.
            create(
                    kafka,
                    new NewTopic("t", 1, (short) 1)
                            .configs(Map.of(
                                    "cleanup.policy", "compact",
                                    "segment.ms", "1",
                                    "min.cleanable.dirty.ratio", "0.01")));
            for (int i = 0; i < 20; i++) {
                send(producer, STAMP + 5L * i);
            }
            commit(kafka, "g", 0);

            // When
            Seen.Partition compacted = await("compaction")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> read(reader), it -> it.backlog().records() == 2);

            // Then: the last of the closed segments, and that of the open one.
            assertThat(compacted.backlog()).isEqualTo(new Backlog(2, true, Instant.ofEpochMilli(STAMP + 90)));
            assertThat(compacted.end() - compacted.committed()).isEqualTo(20);
        }
    }

    @Test
    void shouldTellGroupsApartAndCountNothingThatIsDeleted() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                KafkaProducer<byte[], byte[]> producer = plainProducer(kafka);
                KafkaLagReader reader = new KafkaLagReader(() -> client(kafka))) {
            // Given: ten records, two groups at different places, and retention behind the first group's.
            create(kafka, new NewTopic("t", 1, (short) 1));
            for (int i = 0; i < 10; i++) {
                send(producer, STAMP + i);
            }
            commit(kafka, "g", 2);
            commit(kafka, "h", 7);
            Seen before = reader.read();
            kafka.admin()
                    .deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();

            // When
            Seen after = reader.read();

            // Then
            assertThat(of(before, "g").backlog()).isEqualTo(new Backlog(8, true, Instant.ofEpochMilli(STAMP + 2)));
            assertThat(of(after, "g").backlog()).isEqualTo(new Backlog(6, true, Instant.ofEpochMilli(STAMP + 4)));
            assertThat(of(after, "g").committed()).isEqualTo(2);
            assertThat(of(after, "h").backlog()).isEqualTo(new Backlog(3, true, Instant.ofEpochMilli(STAMP + 7)));
        }
    }

    @Test
    void shouldGoOnWhenATopicIsDeleted() throws Exception {
        try (TestKafka kafka = TestKafka.start();
                KafkaProducer<byte[], byte[]> producer = plainProducer(kafka);
                KafkaLagReader reader = new KafkaLagReader(() -> client(kafka))) {
            // Given
            TopicPartition gone = new TopicPartition("gone", 0);
            create(kafka, new NewTopic("t", 1, (short) 1), new NewTopic("gone", 1, (short) 1));
            send(producer, STAMP);
            commit(kafka, "g", 0);
            kafka.admin()
                    .alterConsumerGroupOffsets("g", Map.of(gone, new OffsetAndMetadata(0)))
                    .all()
                    .get();
            assertThat(reader.read().partitions()).hasSize(2);
            kafka.admin().deleteTopics(List.of("gone")).all().get();

            // When
            Seen seen = await("the deletion to be seen")
                    .until(reader::read, it -> it.partitions().size() == 1);

            // Then
            assertThat(of(seen, "g").backlog().records()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellMembersOfEveryKindOfGroupWhileTheyAreThere(@TempDir Path folder) throws Exception {
        try (TestKafka kafka = TestKafka.start();
                KafkaProducer<byte[], byte[]> producer = plainProducer(kafka);
                KafkaLagReader reader = new KafkaLagReader(() -> client(kafka))) {
            // Given
            create(kafka, new NewTopic("t", 1, (short) 1));
            send(producer, STAMP);
            Map<String, AutoCloseable> members = Map.of(
                    "classic", consumer(kafka, "classic"),
                    "consumer", consumer(kafka, "consumer"),
                    "classic-streams", streams(kafka, "classic-streams", "classic", folder),
                    "streams", streams(kafka, "streams", "streams", folder));

            // When
            Seen joined = await("members and their commits")
                    .atMost(Duration.ofSeconds(60))
                    .until(reader::read, seen -> members.keySet().stream().allMatch(it -> isRead(seen, it)));
            for (AutoCloseable member : members.values()) {
                member.close();
            }
            Seen gone = await("nobody")
                    .atMost(Duration.ofSeconds(60))
                    .until(reader::read, seen -> members.keySet().stream().noneMatch(it -> hasMembers(seen, it)));

            // Then
            assertThat(joined.readers().keySet())
                    .extracting(LagKey::group)
                    .containsExactlyInAnyOrderElementsOf(members.keySet());
            assertThat(gone.members().keySet()).containsExactlyInAnyOrderElementsOf(members.keySet());
        }
    }

    private static boolean isRead(Seen seen, String group) {
        return hasMembers(seen, group)
                && seen.readers().containsKey(new LagKey(group, "t", 0))
                && seen.partitions().stream().anyMatch(it -> it.key().group().equals(group) && it.committed() == 1);
    }

    private static boolean hasMembers(Seen seen, String group) {
        return !seen.members().getOrDefault(group, Set.of()).isEmpty();
    }

    /** A member in a thread of its own, as a group of that name and protocol. */
    private static AutoCloseable consumer(TestKafka kafka, String protocol) {
        Properties client = client(kafka);
        client.put("group.id", protocol);
        client.put("group.protocol", protocol);
        client.put("auto.offset.reset", "earliest");
        client.put("auto.commit.interval.ms", "100");
        AtomicBoolean isClosing = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of("t"));
                while (!isClosing.get()) {
                    var unused = consumer.poll(Duration.ofMillis(50));
                }
            }
        });
        thread.start();
        return () -> {
            isClosing.set(true);
            thread.join();
        };
    }

    private static AutoCloseable streams(TestKafka kafka, String name, String protocol, Path folder) {
        Properties client = client(kafka);
        client.put("application.id", name);
        client.put("group.protocol", protocol);
        client.put("state.dir", folder.toString());
        client.put("auto.offset.reset", "earliest");
        client.put("commit.interval.ms", "100");
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("t", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .foreach((key, value) -> {});
        KafkaStreams streams = new KafkaStreams(builder.build(), client);
        streams.start();
        return () ->
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(Duration.ofSeconds(10)));
    }

    private static void create(TestKafka kafka, NewTopic... topics) throws Exception {
        kafka.admin().createTopics(List.of(topics)).all().get();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, long time) throws Exception {
        producer.send(new ProducerRecord<>("t", 0, time, new byte[] {'k'}, new byte[] {'v'}))
                .get();
    }

    private static Seen.Partition of(Seen seen, String group) {
        return seen.partitions().stream()
                .filter(it -> it.key().equals(new LagKey(group, "t", 0)))
                .findFirst()
                .orElseThrow();
    }

    private static Seen.Partition read(KafkaLagReader reader) {
        return of(reader.read(), "g");
    }

    private static void commit(TestKafka kafka, String group, long offset) throws Exception {
        kafka.admin()
                .alterConsumerGroupOffsets(group, Map.of(PARTITION, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static KafkaProducer<byte[], byte[]> plainProducer(TestKafka kafka) {
        return new KafkaProducer<>(client(kafka), new ByteArraySerializer(), new ByteArraySerializer());
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
