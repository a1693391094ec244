package io.claimstream.platform.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys that every service knows. */
public final class CommonSettings {

    public static final Setting<Path> DATA_DIR =
            Setting.path("data.dir", ".claimstream", "Directory of everything that is kept on disk.");

    static final String KAFKA_BOOTSTRAP_SERVERS_KEY = "kafka.bootstrap.servers";

    public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS = Setting.text(
            KAFKA_BOOTSTRAP_SERVERS_KEY, "localhost:9092", "Addresses of Kafka brokers, host:port, by comma.");

    public static final Setting<String> KAFKA_CLIENT = Setting.prefix(
            "kafka.client.",
            "Passed on to every Kafka client, such as kafka.client.security.protocol; not what Claimstream has to set itself.",
            new KafkaClientKeys());

    public static final Setting<String> SCHEMA_REGISTRY_URL = Setting.httpUrls(
            "schema.registry.url",
            "http://localhost:8081",
            "Addresses of a schema registry that serves Confluent's REST API; the next is tried when one does not answer.");

    public static final Setting<Optional<String>> SCHEMA_REGISTRY_USER = Setting.secret(
            "schema.registry.basic.auth.user.info", "User and password for the schema registry, user:password.");

    public static final Setting<Optional<String>> SCHEMA_REGISTRY_TOKEN = Setting.secret(
            "schema.registry.bearer.auth.token", "Token for the schema registry, instead of user and password.");

    public static final Setting<String> SCHEMA_REGISTRY_TLS = Setting.prefix(
            "schema.registry.ssl.",
            "TLS towards the schema registry: Kafka's ssl.* properties, such as schema.registry.ssl.truststore.location.",
            new RegistryTlsKeys());

    public static final Setting<Boolean> AUTO_REGISTER_SCHEMAS = Setting.bool(
            "auto.register.schemas", true, "Whether schemas that the registry does not know are registered.");

    public static final Setting<Boolean> USE_LATEST_VERSION = Setting.bool(
            "use.latest.version",
            false,
            "Whether events are written in the newest schema that the registry knows for their topic.");

    public static final Setting<String> VALUE_SUBJECT_NAME_STRATEGY = Setting.text(
            "value.subject.name.strategy",
            "TopicNameStrategy",
            "Under which subjects schemas are registered: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.");

    public static final Setting<Optional<String>> AVRO_SERIALIZER_CLASS = Setting.optionalText(
            "avro.serializer.class", "Class of another serializer of events, such as Confluent's; without it our own.");

    public static final Setting<Optional<String>> AVRO_DESERIALIZER_CLASS = Setting.optionalText(
            "avro.deserializer.class", "Class of another deserializer of events; without it our own.");

    public static final Setting<Optional<String>> DATABASE_URL = Setting.optionalText(
            "database.url", "JDBC address of PostgreSQL or H2; without it an H2 file in the data directory is used.");

    public static final Setting<String> DATABASE_USER = Setting.text("database.user", "claimstream", "Database user.");

    public static final Setting<Optional<String>> DATABASE_PASSWORD =
            Setting.secret("database.password", "Password of the database user.");

    public static final Setting<String> DATABASE_DRIVER = Setting.prefix(
            "database.driver.",
            "Passed on to the database's driver, such as database.driver.sslmode and database.driver.sslrootcert.",
            new DatabaseDriverKeys());

    public static final Setting<Integer> DATABASE_POOL_SIZE =
            Setting.integer("database.pool.size", 5, 1, 100, "Greatest number of open database connections.");

    public static final Setting<Optional<Path>> ENCRYPTION_KEYS_DIR = Setting.optionalPath(
            "encryption.keys.dir",
            "Directory of the keys that wrap the keys of persons; without it the secrets in the data directory. Machines that share a database need the same"
                    + " keys.");

    public static final Setting<List<String>> ENCRYPTION_KEY_URIS = Setting.addresses(
            "encryption.key.uris",
            "Keys of a key management service that wrap the keys of persons, in the order in which they are taken, such as aws-kms://arn:aws:kms:…; without it files do."
                    + " The same on every machine.");

    public static final Setting<String> MANAGEMENT_HOST = Setting.text(
            "management.host", "127.0.0.1", "Address on which health and metrics are served; 0.0.0.0 for all.");

    public static final Setting<Boolean> TOPICS_CREATE =
            Setting.bool("topics.create", true, "Whether missing topics are made at the start.");

    public static final Setting<Integer> TOPICS_REPLICATION_FACTOR = Setting.integer(
            "topics.replication.factor", -1, -1, 9, "Copies of each topic's partitions; -1 for the broker's default.");

    public static final Setting<Integer> STREAMS_THREADS =
            Setting.integer("streams.threads", 1, 1, 64, "Stream threads of each Kafka Streams application.");

    public static final Setting<Duration> STREAMS_COMMIT_INTERVAL = Setting.duration(
            "streams.commit.interval",
            Duration.ofMillis(10),
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            "Time between commits; latency follows it. Raise it where a commit takes longer than that, on busy or replicated"
                    + " brokers: few records are taken between two commits that are late.");

    public static final Setting<Integer> STREAMS_STANDBY_REPLICAS = Setting.integer(
            "streams.standby.replicas",
            1,
            0,
            3,
            "Copies of each store kept warm on other instances, where there are any.");

    public static final Setting<Optional<String>> STREAMS_INSTANCE_ID = Setting.optionalText(
            "streams.instance.id",
            "Name by which brokers know this instance again after a restart, another one for each instance of a service, such as the name of its pod; made in"
                    + " the data directory when not set.");

    public static final Setting<Duration> STREAMS_SESSION_TIMEOUT = Setting.duration(
            "streams.session.timeout",
            Duration.ofSeconds(10),
            Duration.ofSeconds(6),
            Duration.ofMinutes(5),
            "Silence after which an instance counts as gone and its work goes to others.");

    public static final Setting<Duration> STREAMS_TRANSACTION_TIMEOUT = Setting.duration(
            "streams.transaction.timeout",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(15),
            "Age at which the broker aborts an open transaction; others wait this long for a killed instance.");

    public static final Setting<GroupProtocol> STREAMS_GROUP_PROTOCOL =
            Setting.oneOf("streams.group.protocol", GroupProtocol.CLASSIC, "Rebalance protocol of Kafka Streams.");

    public static final Setting<Optional<Path>> REPLAY_KEY_FILE = Setting.optionalPath(
            "replay.key.file",
            "File of at least 32 random bytes that the time of records that are put back is proven with, the same for all"
                    + " services; made in the data directory when not set.");

    public static final Setting<LogFormat> LOG_FORMAT =
            Setting.oneOf("log.format", LogFormat.TEXT, "Form of the log on standard error.");

    public static final Setting<LogLevel> LOG_LEVEL =
            Setting.oneOf("log.level", LogLevel.INFO, "Least severe messages of Claimstream that are logged.");

    public static final Setting<Optional<String>> TRACING_ENDPOINT = Setting.optionalHttpUrl(
            "tracing.endpoint",
            "Address at which a collector takes spans of OpenTelemetry (OTLP over HTTP), such as http://127.0.0.1:4318/v1/traces; without it nothing is"
                    + " traced.");

    public static final Setting<Double> TRACING_SAMPLE_RATIO = Setting.decimal(
            "tracing.sample.ratio",
            1.0,
            0.0,
            1.0,
            "Share of the traces that are noted, the same in every service; a request or a submitted record that comes with a traceparent may ask to be left out.");

    /** Rebalance protocols of Kafka Streams. */
    public enum GroupProtocol {
        CLASSIC,
        STREAMS
    }

    /** Forms of the log. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** Severities of log messages. */
    public enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** Every key above. */
    public static final List<Setting<?>> ALL = List.of(
            DATA_DIR,
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_CLIENT,
            SCHEMA_REGISTRY_URL,
            SCHEMA_REGISTRY_USER,
            SCHEMA_REGISTRY_TOKEN,
            SCHEMA_REGISTRY_TLS,
            AUTO_REGISTER_SCHEMAS,
            USE_LATEST_VERSION,
            VALUE_SUBJECT_NAME_STRATEGY,
            AVRO_SERIALIZER_CLASS,
            AVRO_DESERIALIZER_CLASS,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_DRIVER,
            DATABASE_POOL_SIZE,
            ENCRYPTION_KEYS_DIR,
            ENCRYPTION_KEY_URIS,
            MANAGEMENT_HOST,
            TOPICS_CREATE,
            TOPICS_REPLICATION_FACTOR,
            STREAMS_THREADS,
            STREAMS_COMMIT_INTERVAL,
            STREAMS_STANDBY_REPLICAS,
            STREAMS_INSTANCE_ID,
            STREAMS_SESSION_TIMEOUT,
            STREAMS_TRANSACTION_TIMEOUT,
            STREAMS_GROUP_PROTOCOL,
            REPLAY_KEY_FILE,
            LOG_FORMAT,
            LOG_LEVEL,
            TRACING_ENDPOINT,
            TRACING_SAMPLE_RATIO);

    private CommonSettings() {}
}
