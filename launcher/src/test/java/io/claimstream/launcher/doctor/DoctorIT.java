package io.claimstream.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.kafka.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a real broker; of a whole instance see {@code UpIT}. */
@Timeout(120)
class DoctorIT {

    @TempDir
    private Path dataDir;

    @Test
    void shouldSayInWordsWhatIsWrongWithACluster() throws Exception {
        try (TestKafka kafka = TestKafka.start()) {
            // Given: a topic with too many partitions, a record of tomorrow's clock, and all else missing.
            kafka.createTopic(Topics.CLAIMS_SCORED.name(), Topics.CLAIMS_SCORED.partitions() + 3);
            kafka.createTopics(List.of(Topics.CLAIMS_ACCEPTED));
            long ahead = Instant.now().plus(Duration.ofMinutes(20)).toEpochMilli();
            kafka.send(
                    List.of(new ProducerRecord<>(Topics.CLAIMS_ACCEPTED.name(), 0, ahead, null, new byte[] {1})),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

            // When
            JsonNode told = await("both topics to be seen")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> doctor(4, kafka.bootstrapServers()), it -> !it.toString()
                            .contains(Topics.CLAIMS_ACCEPTED.name() + " is missing"));

            // Then
            assertThat(of(told, "kafka", "ok")).singleElement().asString().contains("Brokers that answer: 1;");
            assertThat(of(told, "kafka versions", "ok"))
                    .anyMatch(it -> it.equals("transaction.version is at level 2."));
            assertThat(of(told, "topics", "wrong"))
                    .singleElement()
                    .asString()
                    .contains(Topics.CLAIMS_SCORED.name() + " has 7 partitions instead of 4.");
            assertThat(of(told, "topics", "warning"))
                    .contains("Topic " + Topics.CLAIMS_SUBMITTED.name() + " is missing.");
            assertThat(of(told, "replication", "ok")).hasSize(1);
            assertThat(of(told, "access", "ok")).singleElement().asString().contains("No authorizer is on");
            assertThat(of(told, "clock", "warning"))
                    .singleElement()
                    .asString()
                    .matches("The newest record of claims.accepted.v1 is 1[012]\\d\\d s ahead .*");
            assertThat(of(told, "schema registry", "wrong")).hasSize(1);
            assertThat(of(told, "claim-ingest", "warning"))
                    .singleElement()
                    .asString()
                    .contains("Nobody answers");
            assertThat(told.findValuesAsText("area")).contains("disk", "database");
            assertThat(told)
                    .filteredOn(it -> !it.path("verdict").asText().equals("ok"))
                    .allSatisfy(it -> assertThat(it.path("advice").asText()).isNotEmpty());
        }
    }

    @Test
    void shouldGoOnWithoutKafka() throws Exception {
        // When
        JsonNode told = doctor(4, "127.0.0.1:" + FreePorts.of(List.of("kafka")).get("kafka"));

        // Then
        assertThat(of(told, "kafka", "wrong")).singleElement().asString().contains("Kafka does not answer");
        assertThat(told.findValuesAsText("area")).contains("database", "disk").doesNotContain("topics");
    }

    private static List<String> of(JsonNode told, String area, String verdict) {
        List<String> findings = new ArrayList<>();
        told.forEach(it -> {
            if (it.path("area").asText().equals(area)
                    && it.path("verdict").asText().equals(verdict)) {
                findings.add(it.path("finding").asText());
            }
        });
        return findings;
    }

    /** Nobody listens at any of its ports. */
    private JsonNode doctor(int exit, String servers) throws Exception {
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        List<String> arguments = new ArrayList<>(List.of(
                "doctor",
                "--output",
                "json",
                "--data-dir",
                dataDir.toString(),
                "--set",
                "kafka.bootstrap.servers=" + servers,
                "--set",
                "schema.registry.url=http://127.0.0.1:" + ports.get("registry.port"),
                "--set",
                "kafka.client.default.api.timeout.ms=4000",
                "--set",
                "kafka.client.request.timeout.ms=3000"));
        ports.forEach((key, port) -> arguments.addAll(List.of("--set", key + "=" + port)));
        StringWriter out = new StringWriter();
        assertThat(CommandLines.production()
                        .setOut(new PrintWriter(out, true))
                        .execute(arguments.toArray(String[]::new)))
                .isEqualTo(exit);
        return new ObjectMapper().readTree(out.toString());
    }
}
