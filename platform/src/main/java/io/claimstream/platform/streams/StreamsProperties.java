package io.claimstream.platform.streams;

import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.CommonSettings.GroupProtocol;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.deadletter.AbortingProductionHandler;
import io.claimstream.platform.deadletter.DeadLetterDeserializationHandler;
import io.claimstream.platform.deadletter.DeadLetterProcessingHandler;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.replay.ReplayTimes;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams configuration that every topology runs with, in tests too. */
public final class StreamsProperties {

    private static final String GREATEST_RECORD_BYTES = Integer.toString(2 * 1024 * 1024);

    /** By its heartbeat an instance learns that work is to be shared anew; until all know, what changes hands rests. Kafka has 3 s. */
    private static final int HEARTBEAT_MILLIS = 500;

    private StreamsProperties() {}

    /** What decides how a topology behaves: exactly once, nothing cached, our handlers. Enough for TopologyTestDriver. */
    public static Properties behaviour(String applicationId, DeadLetters letters, Quarantine quarantine) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A cache holds forwards back until the next commit.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterDeserializationHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessingHandler.class);
        // What Kafka 5 does by itself; without it every start warns.
        properties.put("processing.exception.handler.global.enabled", true);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, AbortingProductionHandler.class);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.CLAIMS_DEAD.name());
        properties.put(DeadLetters.CONFIG, letters);
        properties.put(Quarantine.CONFIG, quarantine);
        return properties;
    }

    /** The behaviour above, and where and how it runs. */
    static Properties of(
            Settings settings, String service, String applicationId, DeadLetters letters, Quarantine quarantine) {
        Properties properties = behaviour(applicationId, letters, quarantine);
        properties.putAll(KafkaClients.properties(settings));
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.dataPath("state", service).toAbsolutePath().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(CommonSettings.STREAMS_THREADS));
        properties.putAll(commitEvery(settings.get(CommonSettings.STREAMS_COMMIT_INTERVAL)));
        // No topology of ours counts on an order between its topics, so none waits for the other one's fetch.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.get(CommonSettings.TOPICS_REPLICATION_FACTOR));
        // Kafka Streams sets 100 ms, which every hop would wait.
        properties.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // While a broker asks whether a transaction may write to a partition, it refuses the next batch as out of
        // order; that one waits 100 ms then.
        properties.put(producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                millis(settings.get(CommonSettings.STREAMS_TRANSACTION_TIMEOUT)));
        // Headers and a second copy of the key travel with what was read, so more must fit than upstream may send.
        properties.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), GREATEST_RECORD_BYTES);
        properties.put(topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), GREATEST_RECORD_BYTES);
        ReplayTimes.properties(ReplayProof.of(settings))
                .forEach((key, value) -> properties.put(StreamsConfig.mainConsumerPrefix(key), value));
        membership(settings, service, properties);
        return properties;
    }

    /**
     * How often an application commits. A thread that waits for records (by default 100 ms) commits only after the wait, so the wait
     * is half the interval.
     */
    public static Map<String, Object> commitEvery(Duration interval) {
        return Map.of(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                millis(interval),
                StreamsConfig.POLL_MS_CONFIG,
                Math.max(1, millis(interval) / 2));
    }

    private static void membership(Settings settings, String service, Properties properties) {
        GroupProtocol protocol = settings.get(CommonSettings.STREAMS_GROUP_PROTOCOL);
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol.name().toLowerCase(Locale.ROOT));
        if (protocol == GroupProtocol.CLASSIC) {
            properties.put(
                    StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.get(CommonSettings.STREAMS_STANDBY_REPLICAS));
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                    millis(settings.get(CommonSettings.STREAMS_SESSION_TIMEOUT)));
            properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
            properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                    settings.get(CommonSettings.STREAMS_INSTANCE_ID)
                            .orElseGet(() -> InstanceId.of(settings.dataPath("instances"), service)));
        }
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
