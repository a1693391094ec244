package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.config.SettingsReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of every part, read from the environment. A key without a row fails. */
class EverySettingTest {

    /** A key, its default, another value, and one that is not of its form; {@code -} for none, {@code ""} for an empty text. */
    private static final String ROWS =
            """
            data.dir                              | .claimstream                 | /var/lib/claimstream      | ""
            kafka.bootstrap.servers               | localhost:9092               | a:1,b:2                   | ""
            kafka.client.                         | -                            | SSL                       | -
            schema.registry.url                   | http://localhost:8081        | https://a/v7,http://b     | ftp://a
            schema.registry.basic.auth.user.info  | -                            | me:hush                   | -
            schema.registry.bearer.auth.token     | -                            | hush                      | -
            schema.registry.ssl.                  | -                            | TLSv1.3                   | -
            auto.register.schemas                 | true                         | false                     | yes
            use.latest.version                    | false                        | true                      | TRUE
            value.subject.name.strategy           | TopicNameStrategy            | RecordNameStrategy        | ""
            avro.serializer.class                 | -                            | a.B                       | -
            avro.deserializer.class               | -                            | a.C                       | -
            database.url                          | -                            | jdbc:h2:mem:x             | -
            database.user                         | claimstream                  | app                       | ""
            database.password                     | -                            | hush                      | -
            database.driver.                      | -                            | verify-full               | -
            database.pool.size                    | 5                            | 9                         | 0
            encryption.keys.dir                   | -                            | /etc/keys                 | -
            encryption.key.uris                   | -                            | aws-kms://arn:a/k,x://y   | a://b,a://b
            management.host                       | 127.0.0.1                    | 0.0.0.0                   | ""
            topics.create                         | true                         | false                     | 1
            topics.replication.factor             | -1                           | 3                         | 10
            streams.threads                       | 1                            | 4                         | 65
            streams.commit.interval               | 10ms                         | 100ms                     | 11s
            streams.standby.replicas              | 1                            | 0                         | 4
            streams.instance.id                   | -                            | feature-stream-2          | -
            streams.session.timeout               | 10s                          | 1m                        | 5s
            streams.transaction.timeout           | 10s                          | 30s                       | 16m
            streams.group.protocol                | classic                      | streams                   | CLASSIC
            replay.key.file                       | -                            | /run/replay.key           | -
            log.format                            | text                         | json                      | xml
            log.level                             | info                         | debug                     | loud
            tracing.endpoint                      | -                            | http://c:4318/v1/traces   | c:4318
            tracing.sample.ratio                  | 1.0                          | 0.05                      | 1.1
            broker.host                           | 127.0.0.1                    | 0.0.0.0                   | ""
            broker.port                           | 9092                         | 19092                     | 0
            registry.port                         | 8081                         | 18081                     | 65536
            registry.distribution                 | -                            | /opt/registry             | -
            api.ca                                | -                            | /etc/ca.pem               | -
            ingest.management.port                | 9101                         | 19101                     | 65536
            ingest.pseudonym.key.file             | -                            | /run/pseudonym.key        | -
            features.management.port              | 9102                         | 19102                     | -1
            scoring.management.port               | 9103                         | 19103                     | http
            scoring.trusted.keys.dir              | -                            | /etc/keys                 | -
            scoring.probe.timeout                 | 20s                          | 5s                        | 20
            scoring.staging.timeout               | 30s                          | 1m                        | 2h
            scoring.staged.models                 | 3                            | 5                         | 17
            scoring.engine                        | compiled                     | xgboost4j                     | xgb
            retrain.management.port               | 9104                         | 0                         | 65536
            retrain.min-new-labels                | 500                          | 50                        | 0
            retrain.min-labels                    | 200                          | 400                       | 100
            retrain.early.min-new-labels          | 100                          | 40                        | 0
            retrain.schedule.every                | 7d                           | 1d                        | 4000d
            retrain.drift.psi                     | 0.25                         | 0.1                       | 0
            retrain.drift.min-claims              | 500                          | 300                       | 9
            retrain.calibration.every             | 100                          | 25                        | 0
            retrain.rollback.automatic            | true                         | false                     | maybe
            retrain.rollback.error.factor         | 2.0                          | 1.5                       | 0.9
            retrain.rollback.coverage             | 0.8                          | 0.7                       | 1.0
            retrain.rollback.evidence             | 100000                       | 20000                     | 99
            retrain.promotion                     | holdout                      | shadow                    | at-once
            retrain.trial.alpha                   | 0.05                         | 0.01                      | 0.6
            retrain.trial.claims                  | 5000                         | 300                       | 9
            retrain.trial.time                    | 90d                          | 30d                       | 0s
            retrain.canary.share                  | 0.1                          | 0.2                       | 1.0
            retrain.canary.settlements            | 50                           | 20                        | -1
            retrain.gate.coverage.allowance       | 0.02                         | 0.05                      | 0.9
            retrain.gate.coverage.group.allowance | 0.1                          | 0.2                       | -0.1
            retrain.gate.coverage.level           | 0.01                         | 0.05                      | 0
            retrain.gate.speed.ratio              | 4.0                          | 2.5                       | 0
            retrain.check.interval                | 5s                           | 1s                        | 99ms
            retrain.promotion.delay               | 5s                           | 9s                        | 2h
            retrain.retry.after                   | 5m                           | 2m                        | 2d
            retrain.timeout                       | 30m                          | 3m                        | 0s
            retrain.trainer.heap.megabytes        | 1024                         | 256                       | 127
            retrain.rounds                        | 400                          | 30                        | 5001
            retrain.depth                         | 6                            | 4                         | 13
            retrain.eta                           | 0.2                          | 0.3                       | 1.1
            retrain.seed                          | 7                            | 11                        | -1
            model.initial                         | -                            | m-0123456789ab            | -
            retrain.signing.key.dir               | -                            | keys                      | -
            ledger.management.port                | 9106                         | 0                         | 65536
            ledger.signing.key.dir                | -                            | keys                      | -
            ledger.head.every                     | 10s                          | 1m                        | 2h
            api.host                              | 127.0.0.1                    | 0.0.0.0                   | ""
            api.port                              | 8080                         | 8088                      | 65536
            api.max.body.bytes                    | 262144                       | 2048                      | 1023
            api.max.upload.bytes                  | 52428800                     | 1000000                   | 1023
            api.max.batch.bytes                   | 52428800                     | 2000000                   | 1023
            api.max.batch.lines                   | 100000                       | 12                        | 0
            api.threads                           | 64                           | 9                         | 7
            api.connections                       | 1000                         | 10                        | 0
            api.score.patience                    | 10s                          | 5s                        | 26s
            api.publish.timeout                   | 4s                           | 2s                        | 61s
            api.max.waiting                       | 2000                         | 11                        | 0
            api.scorers                           | http://localhost:9103/readyz | http://a:1/r,http://b:2/r | ""
            api.queue.lease                       | 30m                          | 5m                        | 8d
            api.health.ingest                     | http://localhost:9101/readyz | http://a:1/r,http://b:2/r | ftp://a
            api.health.features                   | http://localhost:9102/readyz | http://a:1/r              | ""
            api.health.retrain                    | http://localhost:9104/readyz | https://a:1/r             | a:1
            api.health.ledger                     | http://localhost:9106/readyz | https://a:1/r             | a:1
            api.oidc.issuer                       | -                            | https://id.example        | -
            api.oidc.audience                     | -                            | claimstream               | -
            api.oidc.jwks.url                     | -                            | https://id.example/keys   | -
            api.oidc.algorithms                   | RS256,PS256,ES256            | ES384                     | ""
            api.oidc.role.claim                   | roles                        | realm_access.roles        | ""
            api.oidc.insurer.claim                | insurer                      | *                         | ""
            api.rate.key.per.minute               | 60000                        | 600                       | -1
            api.rate.address.per.minute           | 120000                       | 1200                      | -1
            api.rate.failures.per.minute          | 60                           | 10                        | -1
            api.sign.in.attempts                  | 10                           | 5                         | 0
            api.session.idle                      | 30m                          | 5m                        | 1m
            api.session.absolute                  | 12h                          | 8h                        | 31d
            api.session.secure                    | false                        | true                      | yes
            api.four.eyes.promotion               | false                        | true                      | 1
            api.trusted.keys.dir                  | -                            | /etc/keys                 | -
            api.models.held                       | 4                            | 7                         | 0
            api.models.held.bytes                 | 67108864                     | 4096                      | 1023
            api.what.if.threads                   | 2                            | 3                         | 0
            api.what.if.waiting                   | 32                           | 5                         | 0
            api.what.if.patience                  | 10s                          | 4s                        | 61s
            api.events.streams                    | 200                          | 7                         | 0
            api.events.streams.per.key            | 20                           | 2                         | 0
            api.events.waiting                    | 1000                         | 500                       | 399
            api.events.resumed                    | 10000                        | 30                        | -1
            api.events.heartbeat                  | 15s                          | 5s                        | 26s
            retention.audit.days                  | 0                            | 3650                      | -1
            retention.deliveries.days             | 30                           | 60                        | 0
            retention.batches.days                | 30                           | 60                        | 0
            retention.reasons.days                | 90                           | 60                        | 0
            retention.workers.days                | 90                           | 60                        | 0
            api.webhooks.concurrency              | 16                           | 4                         | 0
            api.webhooks.timeout                  | 10s                          | 2s                        | 31s
            api.webhooks.http                     | false                        | true                      | yes
            api.webhooks.private.addresses        | false                        | true                      | 1
            api.hosts                             | -                            | claims.example            | -
            api.cors.origins                      | -                            | https://desk.example      | -
            api.address                           | -                            | https://claims.example    | -
            api.tls.keystore                      | -                            | /etc/api.p12              | -
            api.tls.password                      | -                            | hush                      | -
            api.tls.password.file                 | -                            | /run/api.password         | -
            """;

    /** Forms that any text has. */
    private static final List<String> NEVER_WRONG =
            List.of("a text, or nothing", "a path, or nothing", "any text; the rest of the key is passed on");

    /** Below each prefix, a key that there is. */
    private static final Map<String, String> BELOW = Map.of(
            "kafka.client.", "security.protocol", "schema.registry.ssl.", "protocol", "database.driver.", "sslmode");

    private record Row(String key, String byDefault, String other, String wrong) {
        static Row parse(String line) {
            String[] cells = line.strip().split("\\s*\\|\\s*", -1);
            return new Row(
                    cells[0], cells[1].equals("-") ? "" : cells[1], cells[2], cells[3].equals("\"\"") ? "" : cells[3]);
        }

        Setting<?> setting() {
            return Services.settings().stream()
                    .filter(setting -> setting.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no key '" + key + "'."));
        }

        /** The key itself, or one below the prefix. */
        String concreteKey() {
            return key + BELOW.getOrDefault(key, "");
        }

        String variable() {
            String below = BELOW.getOrDefault(key, "").toUpperCase(Locale.ROOT).replace('.', '_');
            return setting().environmentVariable() + below;
        }
    }

    static Stream<Row> rows() {
        return ROWS.lines().map(Row::parse);
    }

    static Stream<Row> rowsThatCanBeWrong() {
        return rows().filter(row -> !row.wrong().equals("-"));
    }

    @Test
    void shouldHaveARowForEveryKey() {
        assertThat(rows().map(Row::key))
                .as("a key without a row, or a row without a key")
                .containsExactlyInAnyOrderElementsOf(Services.settings().stream()
                        .map(Setting::key)
                        .distinct()
                        .toList());
    }

    @Test
    void shouldBeTheSameSettingWhereverAKeyIsDeclared() {
        Services.settings().stream()
                .collect(Collectors.groupingBy(Setting::key))
                .forEach((key, declared) -> assertThat(declared)
                        .as(key)
                        .extracting(it -> List.of(it.defaultText(), it.form(), it.meaning()))
                        .containsOnly(List.of(
                                declared.get(0).defaultText(),
                                declared.get(0).form(),
                                declared.get(0).meaning())));
    }

    @Test
    void shouldHaveAWrongValueForEveryKeyThatCanBeWrong() {
        assertThat(rows().filter(row -> row.wrong().equals("-")))
                .allSatisfy(row -> assertThat(row.setting().form()).isIn(NEVER_WRONG));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldHaveItsDefault(Row row) {
        assertThat(row.setting().defaultText()).isEqualTo(row.byDefault());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldReadAnotherValueFromTheEnvironment(Row row) {
        // When
        Settings settings = reader(row, row.other()).read();

        // Then
        assertThat(settings.entries())
                .filteredOn(entry -> entry.key().equals(row.concreteKey()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.value()).isEqualTo(row.setting().secret() ? Settings.MASK : row.other());
                    assertThat(entry.source()).isEqualTo("environment " + row.variable());
                });
        if (!row.setting().isPrefix()) {
            assertThat(settings.get(row.setting()))
                    .isEqualTo(row.setting().parse(row.other()))
                    .isNotEqualTo(row.setting().parse(row.byDefault()));
        }
    }

    @ParameterizedTest
    @MethodSource("rowsThatCanBeWrong")
    void shouldRefuseAValueOfAnotherForm(Row row) {
        // Given
        SettingsReader reader = reader(row, row.wrong());

        // When, Then
        assertThatThrownBy(reader::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'" + row.key() + "'")
                .hasMessageContaining("Expected " + row.setting().form());
    }

    private static SettingsReader reader(Row row, String value) {
        return Settings.reader(Services.settings()).environment(Map.of(row.variable(), value));
    }
}
