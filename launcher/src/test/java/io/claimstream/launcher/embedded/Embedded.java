package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a registry on the same data, with what a test does with them. */
final class Embedded implements AutoCloseable {

    static final String COUNT =
            "{\"type\":\"record\",\"name\":\"Count\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";
    static final String NAME =
            "{\"type\":\"record\",\"name\":\"Name\",\"fields\":[{\"name\":\"s\",\"type\":\"string\"}]}";
    static final String COUNT_AS_TEXT =
            "{\"type\":\"record\",\"name\":\"Count\",\"fields\":[{\"name\":\"n\",\"type\":\"string\"}]}";

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private Embedded(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    static Embedded start(Path directory) {
        EmbeddedRegistry registry = EmbeddedRegistry.start(new RegistrySettings(
                Path.of("target/registry"),
                directory.resolve("registry"),
                directory.resolve("registry.log"),
                "127.0.0.1",
                Ports.free()));
        EmbeddedBroker broker =
                EmbeddedBroker.start(new BrokerSettings(directory.resolve("kafka"), "127.0.0.1", Ports.free()));
        registry.awaitReady();
        return new Embedded(broker, registry);
    }

    long registryPid() {
        return registry.pid();
    }

    HttpResponse<String> register(String subject, String schema) throws IOException, InterruptedException {
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    void commit(String topic, String value, Runnable committed) throws Exception {
        try (Admin admin = Admin.create(connection())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(transactional(), new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, value)).get();
            producer.commitTransaction();
            committed.run();
        }
    }

    List<String> committed(String topic) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(readCommitted(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return StreamSupport.stream(consumer.poll(Duration.ofSeconds(10)).spliterator(), false)
                    .map(record -> record.value())
                    .toList();
        }
    }

    private Map<String, Object> connection() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private Map<String, Object> transactional() {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
    }

    private Map<String, Object> readCommitted() {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
