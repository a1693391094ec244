package io.claimstream.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.deadletter.DeadLetters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsPropertiesTest {

    private final Path data;

    StreamsPropertiesTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void shouldRunExactlyOnceWithoutWaiting() {
        // When
        StreamsConfig config = new StreamsConfig(properties(Map.of()));

        // Then
        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(10);
        assertThat(config.getLong("poll.ms")).isEqualTo(5);
        assertThat(config.getLong("max.task.idle.ms")).isEqualTo(-1);
        assertThat(config.getLong("statestore.cache.max.bytes")).isZero();
        assertThat(config.getProducerConfigs("c"))
                .containsEntry("linger.ms", 0)
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("transaction.timeout.ms", 10_000);
    }

    @Test
    void shouldComeBackAsTheSameMember() {
        // When
        Object first = member(properties(Map.of()));
        Object second = member(properties(Map.of()));

        // Then
        assertThat(first).isEqualTo(second).asString().startsWith("a-service-");
    }

    @Test
    void shouldBeTheMemberThatTheSettingsName() {
        // When
        Object named = member(properties(Map.of("streams.instance.id", "scoring-processor-2")));

        // Then
        assertThat(named).isEqualTo("scoring-processor-2-1");
        assertThat(data.resolve("instances")).doesNotExist();
    }

    @Test
    void shouldHearOfARebalanceAtOnce() {
        // When
        StreamsConfig config = new StreamsConfig(properties(Map.of()));

        // Then
        assertThat(config.getMainConsumerConfigs("group", "client", 1)).containsEntry("heartbeat.interval.ms", 500);
    }

    @Test
    void shouldPassOnWhatIsConfigured() {
        // When
        Properties properties = properties(Map.of(
                "kafka.client.security.protocol", "SSL",
                "kafka.bootstrap.servers", "b:1",
                "streams.threads", "3",
                "streams.standby.replicas", "2",
                "streams.session.timeout", "15s",
                "streams.commit.interval", "50ms",
                "streams.transaction.timeout", "20s",
                "topics.replication.factor", "3"));

        // Then
        assertThat(properties)
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "b:1")
                .containsEntry("num.stream.threads", 3)
                .containsEntry("num.standby.replicas", 2)
                .containsEntry("main.consumer.session.timeout.ms", 15_000)
                .containsEntry("commit.interval.ms", 50L)
                .containsEntry("poll.ms", 25L)
                .containsEntry("producer.transaction.timeout.ms", 20_000)
                .containsEntry("replication.factor", 3)
                .containsEntry("state.dir", data.resolve("state/a-service").toString());
    }

    @Test
    void shouldLeaveMembershipToTheBrokerUnderTheStreamsProtocol() {
        // When
        Properties properties = properties(Map.of("streams.group.protocol", "streams"));

        // Then
        assertThat(properties)
                .containsEntry("group.protocol", "streams")
                .doesNotContainKey("main.consumer.group.instance.id")
                .doesNotContainKey("num.standby.replicas");
        assertThat(new StreamsConfig(properties).getString("group.protocol")).isEqualTo("streams");
    }

    private static Object member(Properties properties) {
        return Objects.requireNonNull(new StreamsConfig(properties)
                .getMainConsumerConfigs("group", "client", 1)
                .get("group.instance.id"));
    }

    private Properties properties(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("data.dir", data.toString());
        return StreamsProperties.of(
                Settings.of(CommonSettings.ALL, all),
                "a-service",
                "an-application",
                new DeadLetters("a-service", new SimpleMeterRegistry(), origin -> {}),
                new Quarantine());
    }
}
