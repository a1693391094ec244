package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.testkit.kafka.TestKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LagCommandIT {

    private static final long STAMP = 1_772_357_400_000L;

    @TempDir
    private Path dataDir;

    @Test
    void shouldSayHowFarAGroupIsBehind() throws Exception {
        try (TestKafka kafka = TestKafka.start()) {
            // Given
            kafka.createTopic("t", 1);
            kafka.send(List.of(record(), record(), record()), new ByteArraySerializer(), new ByteArraySerializer());
            kafka.admin()
                    .alterConsumerGroupOffsets("g", Map.of(new TopicPartition("t", 0), new OffsetAndMetadata(1)))
                    .all()
                    .get();

            // When
            CommandRun json = lag(kafka.bootstrapServers(), "--output", "json");
            CommandRun table = lag(kafka.bootstrapServers());

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
