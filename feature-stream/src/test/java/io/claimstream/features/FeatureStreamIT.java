package io.claimstream.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.history.HistoryReplay;
import io.claimstream.domain.history.HistoryReplay.Logged;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.streams.StreamsService;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Four partitions, three threads, events in no order: what was written is recomputed from the topics bit for bit. */
class FeatureStreamIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final long SEED = 20_240_611;
    private static final int CLAIMS = 150;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    @Test
    void shouldBeRecomputableFromTheLogAlsoAfterTheStateIsLost(@TempDir Path first, @TempDir Path second) {
        // Given
        World world = new World(SEED, CLAIMS);
        List<ClaimAccepted> early = world.accepted.subList(0, world.accepted.size() / 2);
        List<ClaimAccepted> late = world.accepted.subList(early.size(), world.accepted.size());

        // When
        whileRunning(first, () -> {
            say(world);
            accept(early);
            await(Topics.CLAIMS_FEATURES, early.size() / 2);
        });
        whileRunning(second, () -> {
            accept(late);
            accept(early.subList(0, 20));
            await(Topics.CLAIMS_FEATURES, world.accepted.size());
            Awaitility.await("the history of every event")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(HistoryReplay.rebuild(read(Topics.CLAIMS_HISTORY))
                                    .days())
                            .isEqualTo(world.days()));
        });

        // Then
        List<Logged<ClaimFeatures>> features = read(Topics.CLAIMS_FEATURES);
        assertThat(features).hasSize(world.accepted.size());
        assertThat(features).extracting(logged -> logged.ref().getPartition()).contains(0, 1, 2, 3);
        assertThat(HistoryReplay.compare(
                        read(Topics.CLAIMS_ACCEPTED),
                        read(Topics.CLAIMS_HISTORY),
                        features.stream().map(Logged::value).toList()))
                .as("seed %d", SEED)
                .isEmpty();
    }

    /** A service with a state directory of its own: what another one left can come from Kafka only. */
    private void whileRunning(Path dataDir, Runnable work) {
        Settings settings = Settings.of(
                CommonSettings.ALL,
                Map.of(
                        "kafka.bootstrap.servers",
                        KAFKA.get().bootstrapServers(),
                        "data.dir",
                        dataDir.toString(),
                        "topics.create",
                        "false",
                        "streams.threads",
                        "3"));
        StreamsService service = FeatureApp.streams(ServiceContext.of(settings, registry));
        service.start();
        try {
            work.run();
        } finally {
            service.close();
        }
    }

    private void accept(List<ClaimAccepted> claims) {
        KAFKA.get()
                .send(
                        claims.stream()
                                .map(claim -> new ProducerRecord<>(
                                        Topics.CLAIMS_ACCEPTED.name(),
                                        claim.getInsurer() + "|" + claim.getClaimId(),
                                        claim))
                                .toList(),
                        new StringSerializer(),
                        serdes.of(Topics.CLAIMS_ACCEPTED).serializer());
    }

    /** Feedback without keys and on any partition, as a producer of another kind may send it. */
    private void say(World world) {
        List<ProducerRecord<byte[], ClaimFeedback>> records = new ArrayList<>();
        world.feedback.forEach(said -> records.add(
                new ProducerRecord<>(Topics.CLAIMS_FEEDBACK.name(), records.size() % 4, new byte[] {7}, said)));
        KAFKA.get()
                .send(
                        records,
                        new ByteArraySerializer(),
                        serdes.of(Topics.CLAIMS_FEEDBACK).serializer());
    }

    private <V extends SpecificRecord> void await(Topic<V> topic, int count) {
        KAFKA.get()
                .awaitRecords(
                        topic.name(),
                        count,
                        new StringDeserializer(),
                        serdes.of(topic).deserializer());
    }

    private <V extends SpecificRecord> List<Logged<V>> read(Topic<V> topic) {
        List<ConsumerRecord<String, V>> records = KAFKA.get()
                .readAll(
                        topic.name(), new StringDeserializer(), serdes.of(topic).deserializer());
        return records.stream()
                .map(record -> new Logged<>(new RecordRef(record.partition(), record.offset()), record.value()))
                .toList();
    }
}
