package io.claimstream.launcher.wire;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tries things as somebody, with real clients. */
final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] RUBBISH = {1, 2, 3};

    private final Settings settings;

    Probe(Settings settings) {
        this.settings = settings;
    }

    /** Those of the topics on which a record was taken; the others were refused for want of permission. */
    Set<String> writable(List<String> topics) throws InterruptedException {
        Set<String> written = new HashSet<>();
        Properties properties = client();
        // Else a producer that may write nowhere is refused before it names a topic.
        properties.put("enable.idempotence", false);
        properties.put("linger.ms", 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<String, Future<RecordMetadata>> sent = new HashMap<>();
            topics.forEach(it -> sent.put(it, producer.send(new ProducerRecord<>(it, 0, RUBBISH, RUBBISH))));
            for (Map.Entry<String, Future<RecordMetadata>> one : sent.entrySet()) {
                if (isTaken(one.getValue())) {
                    written.add(one.getKey());
                }
            }
        }
        return written;
    }

    private static boolean isTaken(Future<RecordMetadata> answer) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    /** Those of the topics, each of which holds a record in its first partition, of which one was read. */
    Set<String> readable(List<String> topics) {
        Set<String> read = new HashSet<>();
        Properties properties = client();
        // Going on to the next topic waits for the fetch under way.
        properties.put("fetch.max.wait.ms", 10);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (String topic : topics) {
                if (isRead(consumer, new TopicPartition(topic, 0))) {
                    read.add(topic);
                }
            }
        }
        return read;
    }

    private static boolean isRead(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (!consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                    return true;
                }
            }
        } catch (TopicAuthorizationException e) {
            return false;
        }
        throw new IllegalStateException("Expected a record or a refusal on " + partition + ".");
    }

    /** Whether a group may be joined, as far as its offsets may be asked for. */
    boolean joins(String group) {
        Properties properties = client();
        properties.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("a-topic-that-is-not-there"));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.groupMetadata().memberId().isEmpty() && System.nanoTime() < deadline) {
                poll(consumer);
            }
            return !consumer.groupMetadata().memberId().isEmpty();
        } catch (GroupAuthorizationException e) {
            return false;
        }
    }

    /** Of a topic that is not there, and may not be made, nobody is told but that it may not be described. */
    private static void poll(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            consumer.poll(Duration.ofMillis(20));
        } catch (TopicAuthorizationException e) {
            consumer.groupMetadata();
        }
    }

    /** Whether a transactional id may be used. */
    boolean transacts(String id) {
        Properties properties = client();
        properties.put("transactional.id", id);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            return true;
        } catch (TransactionalIdAuthorizationException e) {
            return false;
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw e;
        }
    }

    private Properties client() {
        return KafkaClients.properties(settings);
    }
}
