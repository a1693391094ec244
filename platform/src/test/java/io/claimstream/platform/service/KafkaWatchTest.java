package io.claimstream.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health.Check;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Health without a broker. */
class KafkaWatchTest {

    @Test
    void shouldSayThatKafkaDoesNotAnswer() throws Exception {
        // Given: it accepts connections and says nothing.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                KafkaWatch watch = new KafkaWatch(settings("127.0.0.1:" + silent.getLocalPort()))) {
            Health before = watch.health();

            // When
            watch.start();

            // Then
            assertThat(before.ready()).isFalse();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(watch.health().checks())
                            .containsExactly(Check.waiting("kafka", "Kafka does not answer")));
        }
    }

    @Test
    void shouldGoOnLookingWhereNoNameLeadsToABroker() {
        // Given
        try (KafkaWatch watch = new KafkaWatch(settings("no-such-host.invalid:9092"))) {

            // When
            watch.start();

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(watch.health().checks())
                            .noneMatch(it -> it.detail().equals("not looked at yet")));
            assertThat(watch.health().ready()).isFalse();
            assertThat(watch.health().live()).isTrue();
        }
    }

    private static Settings settings(String brokers) {
        return Settings.reader(CommonSettings.ALL)
                .commandLine(Map.of(CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key(), brokers))
                .read();
    }
}
