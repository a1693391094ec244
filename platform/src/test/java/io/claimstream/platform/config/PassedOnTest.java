package io.claimstream.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is passed on to Kafka's clients, to TLS towards the registry and to the database's driver, and what is not. */
class PassedOnTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kafka.client.bootstrap.servers                          | b:1                | set 'kafka.bootstrap.servers'
            kafka.client.num.stream.threads                         | 2                  | set 'streams.threads'
            kafka.client.processing.guarantee                       | at_least_once      | exactly once rests on it
            kafka.client.main.consumer.isolation.level              | read_uncommitted   | exactly once rests on it
            kafka.client.producer.acks                              | 1                  | exactly once rests on it
            kafka.client.group.id                                   | mine               | hang on its value
            kafka.client.linger.ms                                  | 100                | latency follows it
            kafka.client.interceptor.classes                        | a.B                | records go through it
            kafka.client.recieve.buffer.bytes                       | 1                  | Did you mean 'kafka.client.receive.buffer.bytes'?
            kafka.client.nothing.of.the.kind.at.all                 | 1                  | 'nothing.of.the.kind.at.all' is none
            kafka.client.security.protocol                          | TLS                | one of PLAINTEXT, SASL_PLAINTEXT, SASL_SSL, SSL
            kafka.client.sasl.mechanism                             | SCRAM-SHA-512      | Expected 'kafka.client.security.protocol'
            kafka.client.ssl.endpoint.identification.algorithm      | ''                 | any holder of a trusted certificate
            kafka.client.ssl.truststore.location                    | /nowhere/trust.p12 | '/nowhere/trust.p12' is none
            schema.registry.ssl.truststore.locaton                  | /etc/hostname      | Did you mean 'schema.registry.ssl.truststore.location'?
            schema.registry.ssl.keystore.location                   | /nowhere/own.p12   | '/nowhere/own.p12' is none
            schema.registry.ssl.endpoint.identification.algorithm   | none               | any holder of a trusted certificate
            database.driver.sslmode                                 | require            | with whatever certificate
            database.driver.password                                | hush               | set 'database.password'
            database.driver.sslfactory                              | a.B                | name the authority with sslrootcert
            """)
    void shouldRefuseWhatIsDangerousWrongOrUnknown(String key, String value, String because) {
        // When
        List<String> problems =
                SecretSettingsTest.problems(Settings.reader(CommonSettings.ALL).override("given", Map.of(key, value)));

        // Then
        assertThat(problems).anyMatch(it -> it.contains(because));
        assertThat(problems).noneMatch(it -> it.contains("hush"));
    }

    @Test
    void shouldAskForWhatALoginNeeds() {
        // When
        List<String> problems = SecretSettingsTest.problems(Settings.reader(CommonSettings.ALL)
                .override("given", Map.of("kafka.client.security.protocol", "SASL_SSL")));

        // Then
        assertThat(problems)
                .hasSize(2)
                .anyMatch(it -> it.contains("'kafka.client.sasl.mechanism', such as SCRAM-SHA-512 or OAUTHBEARER"))
                .anyMatch(it -> it.contains("'kafka.client.sasl.jaas.config.file'"));
    }

    @Test
    void shouldPassOnTheRest(@TempDir Path directory) throws IOException {
        // Given
        String trust = Files.writeString(directory.resolve("trust.pem"), "x").toString();
        Map<String, String> values = new HashMap<>(Map.of(
                "kafka.client.security.protocol", "SSL",
                "kafka.client.ssl.truststore.location", trust,
                "kafka.client.ssl.endpoint.identification.algorithm", "https",
                "kafka.client.consumer.fetch.max.bytes", "1000000",
                "kafka.client.topic.min.insync.replicas", "2",
                "kafka.client.rack.aware.assignment.tags", "zone",
                "schema.registry.ssl.truststore.location", trust,
                "database.driver.sslmode", "verify-full",
                "database.driver.sslrootcert", trust,
                "database.driver.channelBinding", "require"));

        // When
        Settings settings = Settings.of(CommonSettings.ALL, values);

        // Then
        assertThat(settings.withPrefix(CommonSettings.KAFKA_CLIENT))
                .hasSize(6)
                .containsEntry("security.protocol", "SSL");
        assertThat(settings.withPrefix(CommonSettings.SCHEMA_REGISTRY_TLS))
                .containsOnly(Map.entry("truststore.location", trust));
        assertThat(settings.withPrefix(CommonSettings.DATABASE_DRIVER))
                .containsEntry("sslmode", "verify-full")
                .containsEntry("channelBinding", "require");
    }

    @Test
    void shouldPassOnWhatAPlugInMayKnow() {
        // Given
        Map<String, String> values =
                Map.of("kafka.client.metric.reporters", "a.Reporter", "kafka.client.reporter.secret", "hush");

        // When
        Settings settings = Settings.of(CommonSettings.ALL, values);

        // Then
        assertThat(settings.withPrefix(CommonSettings.KAFKA_CLIENT)).containsEntry("reporter.secret", "hush");
        assertThat(settings.toString()).doesNotContain("hush");
    }
}
