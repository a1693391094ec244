package io.claimstream.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer of bytes whose meters are shown as long as it is open. For one thread, like any consumer. */
public final class MeteredConsumer extends KafkaConsumer<byte[], byte[]> {

    private final ClientMeters shown;

    /** @param properties with a {@code client.id} that no other open client of the process has */
    public MeteredConsumer(Properties properties, MeterRegistry meters, String service) {
        super(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.shown = ClientMeters.of(this, meters, service);
    }

    @Override
    public void close() {
        shown.close();
        super.close();
    }

    @Override
    @SuppressWarnings("deprecation") // Whoever calls it shall have the meters taken away too.
    public void close(Duration timeout) {
        shown.close();
        super.close(timeout);
    }

    @Override
    public void close(CloseOptions option) {
        shown.close();
        super.close(option);
    }
}
