package io.claimstream.platform.kafka;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** What every Kafka client shares: where the brokers are, and what is passed on. */
public final class KafkaClients {

    private static final long WAIT_SECONDS = 30;

    private KafkaClients() {}

    /** Properties of any Kafka client: brokers, and all that starts with {@code kafka.client.}. A fresh copy. */
    public static Properties properties(Settings settings) {
        Map<String, String> client = settings.withPrefix(CommonSettings.KAFKA_CLIENT);
        OauthSources.allow(client);
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("bootstrap.servers", settings.get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS));
        return properties;
    }

    /**
     * Reads keys, certificates and logins once, so that what cannot work is told before anything starts. Nothing is asked of the world.
     *
     * @throws SettingsException when a client cannot be made of what is set
     */
    public static void requireUsable(Settings settings) {
        Properties properties = properties(settings);
        // A login by OAUTHBEARER asks for a token at once, and its provider may come up later.
        if (settings.withPrefix(CommonSettings.KAFKA_CLIENT).isEmpty()
                || "OAUTHBEARER".equals(properties.getProperty("sasl.mechanism"))) {
            return;
        }
        try (ChannelBuilder unused =
                ClientUtils.createChannelBuilder(new AdminClientConfig(properties), Time.SYSTEM, new LogContext())) {
            Objects.requireNonNull(unused);
        } catch (KafkaException | IllegalArgumentException e) {
            throw new SettingsException(List.of("Expected a Kafka client that can be made with what is set behind '"
                    + CommonSettings.KAFKA_CLIENT.key() + "', but: " + ClientFailure.words(e)));
        }
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
