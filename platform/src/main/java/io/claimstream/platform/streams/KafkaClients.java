package io.claimstream.platform.streams;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What every Kafka client shares: where the brokers are, and what is passed on. */
public final class KafkaClients {

    private static final long WAIT_SECONDS = 30;

    private KafkaClients() {}

    /** Properties of any Kafka client: brokers, and all that starts with {@code kafka.client.}. A fresh copy. */
    public static Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.withPrefix(CommonSettings.KAFKA_CLIENT));
        properties.put("bootstrap.servers", settings.get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS));
        return properties;
    }

    /**
     * The answer of a broker, waited for up to 30 seconds.
     *
     * @throws KafkaException with the broker's error, or when no answer comes
     */
    public static <T> T await(KafkaFuture<T> future) {
        return await(future.toCompletionStage().toCompletableFuture());
    }

    /** As above, for the answers of a producer. */
    public static <T> T await(Future<T> future) {
        try {
            return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException known) {
                throw known;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "Expected an answer from Kafka within " + WAIT_SECONDS + " s, but none came.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
