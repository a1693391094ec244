package io.claimstream.feedback;

import io.claimstream.feedback.publish.KafkaPublisher;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.metrics.ClientMeters;
import io.claimstream.platform.metrics.MeteredConsumer;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.replay.ReplayTimes;
import io.claimstream.platform.service.ServiceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the Kafka clients of feedback-api, each to be closed by whoever asked for it. Closing ends the meters of producers. For one thread. */
final class RunningClients implements AutoCloseable {

    private static final int FETCH_MIN_BYTES = 512 * 1024;
    private static final int FETCH_MAX_WAIT_MILLIS = 100;
    private static final int MAX_POLL_RECORDS = 5_000;

    private final ServiceContext context;
    private final List<ClientMeters> producers = new ArrayList<>();

    RunningClients(ServiceContext context) {
        this.context = context;
    }

    /** Properties of any client. */
    Properties properties() {
        return KafkaClients.properties(context.settings());
    }

    /** A consumer of committed records from the earliest on. For any thread. */
    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** As above, with meters; of a name there is one open at a time. For any thread. */
    Consumer<byte[], byte[]> consumer(String name) {
        Properties properties = reading();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, FeedbackService.NAME + "-" + name);
        return new MeteredConsumer(properties, context.meters(), FeedbackService.NAME);
    }

    /** What publishes events, with meters. */
    Producer<byte[], byte[]> publisher(Duration timeout) {
        Properties properties = properties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, FeedbackService.NAME + "-publisher");
        Producer<byte[], byte[]> producer = KafkaPublisher.producer(properties, timeout);
        producers.add(ClientMeters.of(producer, context.meters(), FeedbackService.NAME));
        return producer;
    }

    private Properties reading() {
        Properties properties = properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        // Few large transactions instead of many small ones: under load the read model then costs a fraction.
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_MIN_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MILLIS);
        properties.putAll(ReplayTimes.properties(ReplayProof.of(context.settings())));
        return properties;
    }

    @Override
    public void close() {
        producers.forEach(ClientMeters::close);
    }
}
