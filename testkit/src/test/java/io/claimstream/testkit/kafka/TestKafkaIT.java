package io.claimstream.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TestKafkaIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @Test
    void shouldCreateTheCatalogue() throws Exception {
        // When
        var topics = KAFKA.get()
                .admin()
                .describeTopics(Topics.ALL.stream().map(Topic::name).toList())
                .allTopicNames()
                .get();
        var config = KAFKA.get()
                .admin()
                .describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, Topics.CLAIMS_SUBMITTED.name())))
                .all()
                .get()
                .values()
                .iterator()
                .next();

        // Then
        assertThat(topics)
                .hasSize(Topics.ALL.size())
                .hasEntrySatisfying(Topics.CLAIMS_SUBMITTED.name(), topic -> assertThat(topic.partitions())
                        .hasSize(Topics.CLAIM_PARTITIONS));
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
        assertThat(config.get("retention.ms").value()).isEqualTo("2592000000");
    }

    @Test
    void shouldHaveTheFeatureLevelsOfANewCluster() throws Exception {
        // When
        Map<String, Short> levels = InJvmKafka.finalizedLevels(KAFKA.get().admin());

        // Then
        assertThat(levels)
                .containsEntry("transaction.version", (short) 2)
                .containsEntry("group.version", (short) 1)
                .containsEntry("streams.version", (short) 1);
    }

    @Test
    void shouldReadOnlyWhatIsCommitted() throws Exception {
        // Given
        KAFKA.get().createTopic("committed", 2);
        try (Producer<String, String> producer = transactional()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("committed", 0, "k", "kept")).get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("committed", 1, "k", "aborted")).get();
            producer.abortTransaction();
        }

        // When
        List<ConsumerRecord<String, String>> all =
                KAFKA.get().readAll("committed", new StringDeserializer(), new StringDeserializer());
        List<ConsumerRecord<String, String>> awaited =
                KAFKA.get().awaitRecords("committed", 1, new StringDeserializer(), new StringDeserializer());

        // Then
        assertThat(all).extracting(ConsumerRecord::value).containsExactly("kept");
        assertThat(awaited).extracting(ConsumerRecord::value).containsExactly("kept");
    }

    @Test
    void shouldSendAndWait() {
        // Given
        KAFKA.get().createTopic("sent", 1);

        // When
        KAFKA.get()
                .send(
                        List.of(new ProducerRecord<>("sent", "k", "1"), new ProducerRecord<>("sent", "k", "2")),
                        new StringSerializer(),
                        new StringSerializer());

        // Then
        assertThat(KAFKA.get().readAll("sent", new StringDeserializer(), new StringDeserializer()))
                .extracting(ConsumerRecord::value)
                .containsExactly("1", "2");
    }

    private static Producer<String, String> transactional() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.get().bootstrapServers(), "transactional.id", "t-1"),
                new StringSerializer(),
                new StringSerializer());
    }
}
