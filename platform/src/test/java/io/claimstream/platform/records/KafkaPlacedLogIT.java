package io.claimstream.platform.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.RecordRef;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class KafkaPlacedLogIT {

    private static final int PARTITION = 3;

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @Test
    void shouldFindCommittedRecordsOnlyAndEachByItsPlace() {
        // Given
        List<Long> places = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            for (int i = 0; i < 4; i++) {
                producer.beginTransaction();
                places.add(write(producer, (byte) i));
                if (i % 2 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }

        try (KafkaPlacedLog log = KafkaPlacedLog.of(client())) {
            // When
            Optional<byte[]> later = at(log, PARTITION, places.get(2));
            Optional<byte[]> earlier = at(log, PARTITION, places.get(0));

            // Then
            assertThat(later).hasValueSatisfying(it -> assertThat(it).containsExactly(2));
            assertThat(earlier).hasValueSatisfying(it -> assertThat(it).containsExactly(0));
            assertThat(at(log, PARTITION, places.get(1))).as("aborted").isEmpty();
            assertThat(at(log, PARTITION, places.get(3)))
                    .as("aborted, the last")
                    .isEmpty();
            assertThat(at(log, PARTITION, places.get(0) + 1)).as("a marker").isEmpty();
            assertThat(at(log, PARTITION, 1_000_000)).as("not yet there").isEmpty();
            assertThat(at(log, PARTITION, -1)).as("no offset").isEmpty();
            assertThat(at(log, 77, 0)).as("no such partition").isEmpty();
        }
    }

    private static Optional<byte[]> at(PlacedLog log, int partition, long offset) {
        return log.at(Topics.CLAIMS_FEATURES.name(), new RecordRef(partition, offset));
    }

    private static long write(KafkaProducer<byte[], byte[]> producer, byte value) {
        return KafkaClients.await(producer.send(
                        new ProducerRecord<>(Topics.CLAIMS_FEATURES.name(), PARTITION, null, new byte[] {value})))
                .offset();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        Properties properties = client();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "features");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Properties client() {
        Properties properties = new Properties();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, KAFKA.get().bootstrapServers());
        return properties;
    }
}
