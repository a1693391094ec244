package io.claimstream.launcher.whole;

import static org.awaitility.Awaitility.await;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads the raw topic of an instance from its beginning again, by a claim-ingest that has seen nothing yet, on a broker of its own and the instance's keys and pseudonyms. */
final class Replay {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Path secrets;
    private final Settings settings;

    /**
     * @param directory for what the replay keeps
     * @param settings of the instance, whose database lets others in
     */
    Replay(Path directory, Settings settings) {
        this.directory = directory;
        this.secrets = settings.get(CommonSettings.DATA_DIR).resolve("secrets");
        this.settings = settings;
    }

    /**
     * What is accepted then.
     *
     * @param expected how many claims are waited for
     */
    List<ClaimAccepted> accepted(int expected) throws Exception {
        try (TestKafka kafka = TestKafka.start()) {
            kafka.createTopics();
            kafka.send(raw(), new ByteArraySerializer(), new ByteArraySerializer());
            Settings replayed = settings.with(
                    "replay", Map.of(CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers()));
            try (Launched ingest = ingest(kafka)) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> !ingest.isAlive() || accepted(replayed).size() >= expected);
                if (!ingest.isAlive()) {
                    throw new AssertionError("Expected claim-ingest to go on, but it said:\n" + ingest.err());
                }
                return accepted(replayed);
            }
        }
    }

    private List<ProducerRecord<byte[], byte[]>> raw() {
        String topic = Topics.CLAIMS_SUBMITTED.name();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (EvidenceLog log = new EvidenceLog(settings)) {
            log.read(
                    topic,
                    it -> records.add(
                            new ProducerRecord<>(topic, it.partition(), null, it.key(), it.value(), it.headers())));
        }
        return records;
    }

    private Launched ingest(TestKafka kafka) throws Exception {
        return Launched.start(
                Files.createDirectories(directory),
                FreePorts.ofAllInOne(),
                "run",
                "claim-ingest",
                "--set",
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "--set",
                "schema.registry.url=" + settings.get(CommonSettings.SCHEMA_REGISTRY_URL),
                "--set",
                "database.url=" + settings.get(CommonSettings.DATABASE_URL).orElseThrow(),
                "--set",
                "encryption.keys.dir=" + secrets,
                "--set",
                "ingest.pseudonym.key.file=" + secrets.resolve("pseudonym-key"));
    }

    private static List<ClaimAccepted> accepted(Settings settings) {
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        String topic = Topics.CLAIMS_ACCEPTED.name();
        List<ClaimAccepted> accepted = new ArrayList<>();
        try (EvidenceLog log = new EvidenceLog(settings)) {
            log.read(
                    topic,
                    it -> accepted.add(
                            serdes.of(Topics.CLAIMS_ACCEPTED).deserializer().deserialize(topic, it.value())));
        }
        return accepted;
    }
}
