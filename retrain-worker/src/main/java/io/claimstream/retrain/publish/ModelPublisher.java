package io.claimstream.retrain.publish;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes a decision and the offset of the command behind it in one Kafka transaction. Its transactional id is the same in every
 * instance: whoever opens a publisher fences all earlier ones, so that an instance which lost its turn without knowing can publish
 * nothing. Used by one thread; after any exception it is of no more use and to be closed.
 */
public final class ModelPublisher implements AutoCloseable {

    /** The same in every instance. */
    public static final String TRANSACTIONAL_ID = "claimstream-retrain-publisher";

    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;
    private static final int GREATEST_REQUEST_BYTES = 1_048_576;

    private final Producer<String, byte[]> producer;
    private final EventEncoder encoder;

    ModelPublisher(Producer<String, byte[]> producer, EventEncoder encoder) {
        this.producer = producer;
        this.encoder = encoder;
    }

    /** Opens a publisher; from here on no earlier one can publish, and what it left unfinished is aborted. */
    public static ModelPublisher open(Settings settings, EventSerdes serdes) {
        Properties properties = KafkaClients.properties(settings);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, GREATEST_REQUEST_BYTES);
        Producer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
        return new ModelPublisher(producer, new EventEncoder(serdes));
    }

    /**
     * The command that a publication answers.
     *
     * @param offsets where its group goes on
     * @param group the member that holds the commands
     */
    public record Answered(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {}

    /** Publishes all or nothing. When this throws, the topics say which; whoever opens next can ask them. */
    public void publish(Publication publication, Optional<Answered> command) {
        List<ProducerRecord<String, byte[]>> records = publication.encoded(encoder);
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        sent.forEach(KafkaClients::await);
        command.ifPresent(it -> producer.sendOffsetsToTransaction(it.offsets(), it.group()));
        producer.commitTransaction();
    }

    /** Closes; an open transaction is aborted by whoever opens next, or when it times out. */
    @Override
    public void close() {
        producer.close();
    }
}
