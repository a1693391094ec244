package io.claimstream.testkit.kafka;

import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A real Kafka for a test: Testcontainers' where a Docker engine has the image, else one KRaft node in this JVM. Says in the
 * output which. Thread-safe, except that {@link #close()} is called once.
 */
public final class TestKafka implements AutoCloseable {

    private static final short ONE_REPLICA = 1;

    private final KafkaBackend backend;
    private final Admin admin;

    private TestKafka(KafkaBackend backend) {
        this.backend = backend;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, backend.bootstrapServers()));
    }

    /** Starts a Kafka without topics and waits until it takes requests. */
    public static TestKafka start() {
        Optional<String> obstacle = ContainerKafka.obstacle();
        KafkaBackend backend = obstacle.isPresent() ? InJvmKafka.start() : ContainerKafka.start();
        announce("Integration tests use " + backend.description()
                + obstacle.map(reason -> ": " + reason).orElse("") + ".");
        return new TestKafka(backend);
    }

    public String bootstrapServers() {
        return backend.bootstrapServers();
    }

    /** What is running and where, for people. */
    public String description() {
        return backend.description();
    }

    /** An admin client that lives as long as this Kafka. */
    public Admin admin() {
        return admin;
    }

    /** Creates every topic of the catalogue. */
    public void createTopics() {
        createTopics(Topics.ALL);
    }

    /** Creates topics of the catalogue with their own partitions and settings, one replica each. */
    public void createTopics(Collection<Topic<?>> topics) {
        create(topics.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.config()))
                .toList());
    }

    /** Creates a topic outside the catalogue. */
    public void createTopic(String name, int partitions) {
        create(List.of(new NewTopic(name, partitions, ONE_REPLICA)));
    }

    /** A producer that waits for all replicas; the caller closes it. */
    public <K, V> Producer<K, V> producer(Serializer<K> key, Serializer<V> value) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        // On a topic made just now the first batch may meet a broker that is not its leader yet; a
                        // second one
                        // that overtakes it then makes its retry fail for ever as out of sequence.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                key,
                value);
    }

    /** Sends records in order and waits until all are acknowledged. */
    public <K, V> void send(Collection<ProducerRecord<K, V>> records, Serializer<K> key, Serializer<V> value) {
        try (Producer<K, V> producer = producer(key, value)) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> one : sent) {
                await(one, "send");
            }
        }
    }

    /**
     * Every committed record of a topic, from the beginning to the last stable offset of now; in the order of offsets within a
     * partition.
     */
    public <K, V> List<ConsumerRecord<K, V>> readAll(String topic, Deserializer<K> key, Deserializer<V> value) {
        return new CommittedRecords(bootstrapServers()).readAll(topic, key, value);
    }

    /** {@link #readAll} again and again until the topic holds at least {@code count} records, for at most 30 s. */
    public <K, V> List<ConsumerRecord<K, V>> awaitRecords(
            String topic, int count, Deserializer<K> key, Deserializer<V> value) {
        return new CommittedRecords(bootstrapServers()).await(topic, count, key, value);
    }

    @Override
    public void close() {
        admin.close();
        backend.close();
    }

    private void create(Collection<NewTopic> topics) {
        await(admin.createTopics(topics).all(), "create " + topics);
    }

    private static void await(Future<?> future, String what) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to " + what + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to " + what + ".", e);
        }
    }

    @SuppressWarnings("SystemOut") // The build's output must say which Kafka the tests ran on, whatever the logging.
    private static void announce(String message) {
        System.out.println(message);
    }
}
