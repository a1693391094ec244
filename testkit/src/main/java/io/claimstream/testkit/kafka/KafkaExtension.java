package io.claimstream.testkit.kafka;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Kafka for a test class: {@code @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();}. The topics
 * are those of the catalogue.
 */
public final class KafkaExtension implements BeforeAllCallback, AfterAllCallback {

    private @Nullable TestKafka kafka;

    @Override
    public void beforeAll(ExtensionContext context) {
        kafka = TestKafka.start();
        kafka.createTopics();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (kafka != null) {
            kafka.close();
            kafka = null;
        }
    }

    /** The running Kafka. */
    public TestKafka get() {
        if (kafka == null) {
            throw new IllegalStateException("Expected a running Kafka: register this extension in a static field.");
        }
        return kafka;
    }
}
