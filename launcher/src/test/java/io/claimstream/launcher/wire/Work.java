package io.claimstream.launcher.wire;

import static org.awaitility.Awaitility.await;

import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Services at work, and a claim system that has them do it. */
final class Work {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final EventSerdes serdes = new EventSerdes(registry);

    Service started(ServiceFactory factory, Settings settings) {
        Service service = factory.create(ServiceContext.of(settings, registry));
        service.start();
        return service;
    }

    void submit(Settings settings, ClaimSubmitted claim) throws Exception {
        try (KafkaProducer<String, ClaimSubmitted> producer = new KafkaProducer<>(
                KafkaClients.properties(settings),
                new StringSerializer(),
                serdes.of(Topics.CLAIMS_SUBMITTED).serializer())) {
            producer.send(new ProducerRecord<>(Topics.CLAIMS_SUBMITTED.name(), claim))
                    .get();
        }
    }

    ClaimScored awaitScore(Settings settings) {
        try (KafkaConsumer<String, ClaimScored> consumer = new KafkaConsumer<>(
                KafkaClients.properties(settings),
                new StringDeserializer(),
                serdes.of(Topics.CLAIMS_SCORED).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLAIMS_SCORED.name()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ClaimScored> scores = new ArrayList<>();
            await("a score").atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(it -> scores.add(it.value()));
                return !scores.isEmpty();
            });
            return scores.get(0);
        }
    }

    /** What is not up; scorers and the others are not asked over HTTP here. */
    static List<String> notReady(Health health) {
        return health.checks().stream()
                .filter(it -> it.status() == Health.Status.WAITING || it.status() == Health.Status.FAILED)
                .map(it -> it.name() + ": " + it.detail())
                .toList();
    }
}
