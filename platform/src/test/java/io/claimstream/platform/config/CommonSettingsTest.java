package io.claimstream.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.config.CommonSettings.GroupProtocol;
import io.claimstream.platform.config.CommonSettings.LogFormat;
import io.claimstream.platform.config.CommonSettings.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommonSettingsTest {

    /** Each key, the value that stands when none is given, another text, and the value that stands for. */
    static Stream<Arguments> keys() {
        return Stream.of(
                key(
                        CommonSettings.DATA_DIR,
                        Path.of(".claimstream"),
                        "/var/lib/claimstream",
                        Path.of("/var/lib/claimstream")),
                key(CommonSettings.KAFKA_BOOTSTRAP_SERVERS, "localhost:9092", "a:1,b:2", "a:1,b:2"),
                key(CommonSettings.KAFKA_CLIENT, "", "SSL", "SSL"),
                key(
                        CommonSettings.SCHEMA_REGISTRY_URL,
                        "http://localhost:8081",
                        "https://a/ccompat/v7,http://b",
                        "https://a/ccompat/v7,http://b"),
                key(CommonSettings.AUTO_REGISTER_SCHEMAS, true, "false", false),
                key(CommonSettings.USE_LATEST_VERSION, false, "true", true),
                key(
                        CommonSettings.VALUE_SUBJECT_NAME_STRATEGY,
                        "TopicNameStrategy",
                        "RecordNameStrategy",
                        "RecordNameStrategy"),
                key(CommonSettings.AVRO_SERIALIZER_CLASS, Optional.empty(), "a.B", Optional.of("a.B")),
                key(CommonSettings.AVRO_DESERIALIZER_CLASS, Optional.empty(), "a.C", Optional.of("a.C")),
                key(CommonSettings.SCHEMA_REGISTRY_USER, Optional.empty(), "me:hush", Optional.of("me:hush")),
                key(CommonSettings.SCHEMA_REGISTRY_TOKEN, Optional.empty(), "hush", Optional.of("hush")),
                key(CommonSettings.SCHEMA_REGISTRY_TLS, "", "/ca.pem", "/ca.pem"),
                key(CommonSettings.DATABASE_URL, Optional.empty(), "jdbc:h2:mem:x", Optional.of("jdbc:h2:mem:x")),
                key(CommonSettings.DATABASE_USER, "claimstream", "app", "app"),
                key(CommonSettings.DATABASE_PASSWORD, Optional.empty(), "hush", Optional.of("hush")),
                key(CommonSettings.DATABASE_DRIVER, "", "verify-full", "verify-full"),
                key(CommonSettings.DATABASE_POOL_SIZE, 5, "9", 9),
                key(
                        CommonSettings.ENCRYPTION_KEYS_DIR,
                        Optional.empty(),
                        "/etc/keys",
                        Optional.of(Path.of("/etc/keys"))),
                key(
                        CommonSettings.ENCRYPTION_KEY_URIS,
                        List.of(),
                        "aws-kms://arn:aws:kms:eu-west-1:1:key/a, gcp-kms://projects/p",
                        List.of("aws-kms://arn:aws:kms:eu-west-1:1:key/a", "gcp-kms://projects/p")),
                key(CommonSettings.MANAGEMENT_HOST, "127.0.0.1", "0.0.0.0", "0.0.0.0"),
                key(CommonSettings.TOPICS_CREATE, true, "false", false),
                key(CommonSettings.TOPICS_REPLICATION_FACTOR, -1, "3", 3),
                key(CommonSettings.STREAMS_THREADS, 1, "4", 4),
                key(CommonSettings.STREAMS_COMMIT_INTERVAL, Duration.ofMillis(10), "100ms", Duration.ofMillis(100)),
                key(CommonSettings.STREAMS_STANDBY_REPLICAS, 1, "0", 0),
                key(CommonSettings.STREAMS_SESSION_TIMEOUT, Duration.ofSeconds(10), "1m", Duration.ofMinutes(1)),
                key(CommonSettings.STREAMS_TRANSACTION_TIMEOUT, Duration.ofSeconds(10), "30s", Duration.ofSeconds(30)),
                key(CommonSettings.STREAMS_INSTANCE_ID, Optional.empty(), "pod-0", Optional.of("pod-0")),
                key(CommonSettings.STREAMS_GROUP_PROTOCOL, GroupProtocol.CLASSIC, "streams", GroupProtocol.STREAMS),
                key(CommonSettings.REPLAY_KEY_FILE, Optional.empty(), "/k", Optional.of(Path.of("/k"))),
                key(CommonSettings.LOG_FORMAT, LogFormat.TEXT, "json", LogFormat.JSON),
                key(CommonSettings.LOG_LEVEL, LogLevel.INFO, "debug", LogLevel.DEBUG),
                key(
                        CommonSettings.TRACING_ENDPOINT,
                        Optional.empty(),
                        "http://c/v1/traces",
                        Optional.of("http://c/v1/traces")),
                key(CommonSettings.TRACING_SAMPLE_RATIO, 1.0, "0.05", 0.05));
    }

    private static <T> Arguments key(Setting<T> setting, T byDefault, String text, T value) {
        return Arguments.of(setting, byDefault, text, value);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldReadKeyByDefaultAndWhenSet(Setting<?> setting, Object byDefault, String text, Object value) {
        assertThat(setting.parse(setting.defaultText())).isEqualTo(byDefault);
        assertThat(setting.parse(text)).isEqualTo(value);
        assertThat(setting.meaning()).endsWith(".");
    }

    @Test
    void shouldHaveATestForEveryKey() {
        assertThat(keys().map(arguments -> arguments.get()[0]))
                .as("A key without a row in keys()")
                .containsExactlyInAnyOrderElementsOf(CommonSettings.ALL);
    }
}
