package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.testkit.kafka.TestKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class LagCommandIT {

    private static final long STAMP = 1_772_357_400_000L;

    private static final TestKafka KAFKA = TestKafka.start();

    @TempDir
    private Path dataDir;

    @AfterAll
    static void stop() {
        KAFKA.close();
    }

    @Test
    void shouldSayHowFarAGroupIsBehind() throws Exception {
        // Given
        KAFKA.createTopic("t", 1);
        KAFKA.send(List.of(record(), record(), record()), new ByteArraySerializer(), new ByteArraySerializer());
        KAFKA.admin()
                .alterConsumerGroupOffsets("g", Map.of(new TopicPartition("t", 0), new OffsetAndMetadata(1)))
                .all()
                .get();

        // When
        CommandRun json = lag(KAFKA.bootstrapServers(), "--output", "json");
        CommandRun table = lag(KAFKA.bootstrapServers());

        // Then
        JsonNode row = new ObjectMapper().readTree(json.out()).path(0);
        assertThat(json.exitCode()).isZero();
        assertThat(row.path("group").asText()).isEqualTo("g");
        assertThat(row.path("topic").asText()).isEqualTo("t");
        assertThat(row.path("records").asInt()).isEqualTo(2);
        assertThat(row.path("exact").asBoolean()).isTrue();
        assertThat(row.path("seconds").asDouble()).isGreaterThan(60);
        assertThat(row.path("committed").asInt()).isEqualTo(1);
        assertThat(row.path("end").asInt()).isEqualTo(3);
        // One look tells no state.
        assertThat(row.path("state").asText()).isEmpty();
        assertThat(table.out().lines().findFirst().orElseThrow())
                .startsWith("group")
                .contains("seconds", "state");
    }

    @Test
    void shouldSayThatKafkaDoesNotAnswer() throws Exception {
        // Given: nobody listens there.
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        // When
        CommandRun run = lag("127.0.0.1:" + free);

        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Kafka does not answer", "kafka.bootstrap.servers");
    }

    @Test
    void shouldRefuseToLookForLessThanNoTime() {
        assertThat(lag("127.0.0.1:1", "--for", "-1").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldServeWhatAnIndependentCountSays() throws Exception {
        // Given: committed and aborted transactions, a marker behind each, and a group that has read some.
        KAFKA.createTopic("served", 2);
        writeTransactions();
        int port = FreePorts.of(List.of("lag")).getOrDefault("lag", 0);
        Thread exporter = exporter(port);
        try (KafkaConsumer<byte[], byte[]> member = consumer(Map.of("group.id", "h", "max.poll.records", 20))) {
            member.subscribe(List.of("served"));
            await("some to be read").atMost(Duration.ofSeconds(30)).until(() -> !member.poll(Duration.ofMillis(200))
                    .isEmpty());
            member.commitSync();
            long unread = countUnread("h");

            // When
            String served = await("a look behind the commit, which counts as the test does")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(
                            () -> scrape(port),
                            it -> Math.abs(value(it, "kafka_consumergroup_group_sum_lag", "h") - unread) <= 1);

            // Then
            assertThat(unread).isBetween(1L, 65L);
            assertThat(value(served, "kafka_consumergroup_group_topic_sum_lag", "h"))
                    .isCloseTo((double) unread, within(1.0));
            assertThat(value(served, "claimstream_consumergroup_members", "h")).isEqualTo(1);
            assertThat(served)
                    .containsPattern(
                            "kafka_consumergroup_group_lag\\{.*client_id=\"reader\".*cluster_name=\"east\".*group=\"h\"")
                    .contains("kafka_partition_latest_offset{", "kafka_partition_earliest_offset{")
                    .doesNotContain("group=\"other\"");
        } finally {
            exporter.interrupt();
            exporter.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"--port,-1", "--port,65536", "--groups,(", "--groups,[a"})
    void shouldRefuseToServeWhatCannotBeServed(String option, String value) {
        // When
        CommandRun run = CommandRun.of("lag-exporter", "--data-dir", dataDir.toString(), option, value);

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option);
    }

    private Thread exporter(int port) {
        Thread thread = new Thread(() -> CommandRun.of(
                "lag-exporter",
                "--port",
                Integer.toString(port),
                "--cluster-name",
                "east",
                "--groups",
                "h",
                "--data-dir",
                dataDir.toString(),
                "--set",
                "kafka.bootstrap.servers=" + KAFKA.bootstrapServers()));
        thread.start();
        return thread;
    }

    private static void writeTransactions() throws Exception {
        KAFKA.admin()
                .alterConsumerGroupOffsets("other", Map.of(new TopicPartition("served", 0), new OffsetAndMetadata(0)))
                .all()
                .get();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", "writer");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 8; transaction++) {
                producer.beginTransaction();
                for (int i = 0; i < 10; i++) {
                    var unused = producer.send(new ProducerRecord<>("served", i % 2, STAMP, null, new byte[] {1}));
                }
                producer.flush();
                if (transaction % 4 == 3) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    /** As any reader of committed records would count: it reads them. */
    private static long countUnread(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = KAFKA.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        List<TopicPartition> both = List.of(new TopicPartition("served", 0), new TopicPartition("served", 1));
        try (KafkaConsumer<byte[], byte[]> reader = consumer(Map.of())) {
            reader.assign(both);
            reader.seekToBeginning(both);
            committed.forEach((partition, offset) -> reader.seek(partition, offset.offset()));
            Map<TopicPartition, Long> ends = reader.endOffsets(both);
            long count = 0;
            while (both.stream().anyMatch(it -> reader.position(it) < ends.getOrDefault(it, 0L))) {
                count += reader.poll(Duration.ofMillis(200)).count();
            }
            return count;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", KAFKA.bootstrapServers(),
                "client.id", "reader",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", false));
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String scrape(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static double value(String served, String name, String group) {
        return served.lines()
                .filter(it -> it.startsWith(name + "{") && it.contains("group=\"" + group + "\""))
                .map(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("t", 0, STAMP, null, new byte[] {1});
    }

    private CommandRun lag(String servers, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("lag", "--data-dir", dataDir.toString(), "--set", "kafka.bootstrap.servers=" + servers));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
