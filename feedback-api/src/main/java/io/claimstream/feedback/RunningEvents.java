package io.claimstream.feedback;

import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.events.EventFeed;
import io.claimstream.feedback.events.KafkaEventLog;
import io.claimstream.feedback.webhook.SecretBox;
import io.claimstream.feedback.webhook.WebhookMetrics;
import io.claimstream.feedback.webhook.WebhookRunner;
import io.claimstream.feedback.webhook.Webhooks;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.secret.SecretFiles;
import io.claimstream.platform.service.ServiceContext;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Jdbi;

/** What tells others what happens, in a running feedback-api. Thread-safe. */
final class RunningEvents implements AutoCloseable {

    private static final int MAX_POLL_RECORDS = 500;

    private final ServiceContext context;
    private final EventFeed feed;
    private final WebhookRunner webhooks;

    /** @param held whether the read model has a record */
    RunningEvents(
            ServiceContext context,
            FeedbackConfig config,
            Jdbi jdbi,
            FeedbackMetrics metrics,
            KafkaEventLog.Held held) {
        this.context = context;
        KafkaEventLog.Sources sources = new KafkaEventLog.Sources(this::consumer, context.serdes(), held);
        this.feed = new EventFeed(() -> new KafkaEventLog(sources), config.events(), context.clock());
        SecretBox box = SecretBox.open(new SecretFiles(context.settings().dataPath("secrets")));
        this.webhooks = new WebhookRunner(
                WebhookRunner.World.of(
                        jdbi,
                        context.clock(),
                        box,
                        () -> new KafkaEventLog(sources),
                        new WebhookMetrics(context.meters())),
                new AuditTrail(jdbi, context.clock()),
                config.webhooks());
        metrics.watchStreams(feed::size);
    }

    void start() {
        feed.start();
        webhooks.start();
    }

    EventFeed feed() {
        return feed;
    }

    Webhooks webhooks() {
        return webhooks.webhooks();
    }

    @Override
    public void close() {
        webhooks.close();
        feed.close();
    }

    private Consumer<byte[], byte[]> consumer() {
        Properties properties = KafkaClients.properties(context.settings());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
