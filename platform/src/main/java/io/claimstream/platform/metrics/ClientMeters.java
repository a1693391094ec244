package io.claimstream.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The meters of a Kafka client, shown until they are closed, which should be before the client is. Thread-safe. */
public final class ClientMeters implements AutoCloseable {

    /** Micrometer's own 60 s would miss whatever is short. */
    public static final Duration REFRESH = Duration.ofSeconds(5);

    private final KafkaClientMetrics metrics;
    private final ScheduledExecutorService timer;

    private ClientMeters(KafkaClientMetrics metrics, ScheduledExecutorService timer) {
        this.metrics = metrics;
        this.timer = timer;
    }

    /** Shows those of a consumer. */
    public static ClientMeters of(Consumer<?, ?> consumer, MeterRegistry meters, String service) {
        ScheduledExecutorService timer = timer();
        return shown(new KafkaClientMetrics(consumer, tags(service), timer, REFRESH), timer, meters);
    }

    /** Shows those of a producer. */
    public static ClientMeters of(Producer<?, ?> producer, MeterRegistry meters, String service) {
        ScheduledExecutorService timer = timer();
        return shown(new KafkaClientMetrics(producer, tags(service), timer, REFRESH), timer, meters);
    }

    private static ClientMeters shown(
            KafkaClientMetrics metrics, ScheduledExecutorService timer, MeterRegistry meters) {
        metrics.bindTo(meters);
        return new ClientMeters(metrics, timer);
    }

    private static List<Tag> tags(String service) {
        return List.of(Tag.of("service", service));
    }

    private static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "client-metrics");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        metrics.close();
    }
}
