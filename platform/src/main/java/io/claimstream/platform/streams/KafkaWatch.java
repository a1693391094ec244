package io.claimstream.platform.streams;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.Lookout;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks every few seconds whether Kafka answers: a stream that has nothing to write does not notice that the brokers are away. Thread-safe.
 */
public final class KafkaWatch implements AutoCloseable {

    private final AtomicReference<Check> last =
            new AtomicReference<>(Check.waiting(KafkaCheck.NAME, "not looked at yet"));
    private final Lookout<Admin> lookout;

    /** Looks at nothing yet. */
    public KafkaWatch(Settings settings) {
        this.lookout = new Lookout<>(
                "kafka-watch",
                () -> Admin.create(KafkaClients.properties(settings)),
                admin -> last.set(new KafkaCheck(admin).get()),
                cause -> last.set(Check.waiting(KafkaCheck.NAME, cause)));
    }

    /** Begins to look. Once. */
    public void start() {
        lookout.start();
    }

    /** How it was at the last look. */
    public Health health() {
        return Health.of(last.get());
    }

    @Override
    public void close() {
        lookout.close();
    }
}
