package io.claimstream.platform.service;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.service.Health.Check;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks every few seconds whether Kafka answers: a stream that has nothing to write does not notice that the brokers are away. Thread-safe.
 */
public final class KafkaWatch implements AutoCloseable {

    private final Lookout<Admin> lookout;
    private volatile Check last = Check.waiting(KafkaCheck.NAME, "not looked at yet");

    /** Looks at nothing yet. */
    public KafkaWatch(Settings settings) {
        this.lookout = new Lookout<>(
                "kafka-watch",
                () -> Admin.create(KafkaClients.properties(settings)),
                admin -> last = new KafkaCheck(admin).get(),
                cause -> last = Check.waiting(KafkaCheck.NAME, cause));
    }

    /** Begins to look. Once. */
    public void start() {
        lookout.start();
    }

    /** How it was at the last look. */
    public Health health() {
        return Health.of(last);
    }

    @Override
    public void close() {
        lookout.close();
    }
}
