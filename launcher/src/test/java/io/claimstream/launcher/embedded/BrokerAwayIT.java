package io.claimstream.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.KafkaWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What health says of a broker that goes and comes back. */
class BrokerAwayIT {

    @Test
    @Timeout(120)
    void shouldTellThatTheBrokerIsAwayAndThatItIsBack(@TempDir Path directory) {
        // Given
        BrokerSettings settings = new BrokerSettings(directory.resolve("kafka"), "127.0.0.1", Ports.free());
        EmbeddedBroker broker = EmbeddedBroker.start(settings);
        try (KafkaWatch watch = new KafkaWatch(at(broker.bootstrapServers()))) {
            watch.start();
            awaitCheck(watch, Check.up("kafka"));

            // When
            broker.close();
            awaitCheck(watch, Check.waiting("kafka", "Kafka does not answer"));
            broker = EmbeddedBroker.start(settings);

            // Then
            awaitCheck(watch, Check.up("kafka"));
        } finally {
            broker.close();
        }
    }

    private static void awaitCheck(KafkaWatch watch, Check check) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(watch.health().checks()).containsExactly(check));
    }

    private static Settings at(String servers) {
        return Settings.reader(CommonSettings.ALL)
                .commandLine(Map.of(CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key(), servers))
                .read();
    }
}
