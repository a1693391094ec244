package io.claimstream.platform.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's own client properties: which there are, which are secret, and which are not to be touched. */
final class KafkaClientKeys implements PassedOn {

    private static final String PROTOCOL = "security.protocol";
    private static final String MECHANISM = "sasl.mechanism";
    private static final String JAAS = "sasl.jaas.config";

    /** Kafka Streams takes these before a key, for one kind of its clients. */
    private static final List<String> PARTS =
            List.of("main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "producer.", "admin.");

    /** Settings of the topics that Kafka Streams makes for itself. */
    private static final String INTERNAL_TOPICS = "topic.";

    /** Whoever gives one of these brings code along, which may have keys of its own. */
    private static final List<String> PLUG_INS = List.of(
            "config.providers",
            "metric.reporters",
            "sasl.client.callback.handler.class",
            "sasl.login.callback.handler.class",
            "sasl.login.class",
            "sasl.oauthbearer.jwt.retriever.class",
            "security.providers",
            "ssl.engine.factory.class");

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("bootstrap.servers", CommonSettings.KAFKA_BOOTSTRAP_SERVERS_KEY),
            Map.entry("commit.interval.ms", "streams.commit.interval"),
            Map.entry("group.protocol", "streams.group.protocol"),
            Map.entry("num.standby.replicas", "streams.standby.replicas"),
            Map.entry("num.stream.threads", "streams.threads"),
            Map.entry("poll.ms", "streams.commit.interval"),
            Map.entry("replication.factor", "topics.replication.factor"),
            Map.entry("session.timeout.ms", "streams.session.timeout"),
            Map.entry("state.dir", "data.dir"),
            Map.entry("transaction.timeout.ms", "streams.transaction.timeout"));

    private static final Map<String, String> GUARDED = guarded();

    private static Map<String, String> guarded() {
        Map<String, String> guarded = new HashMap<>();
        reason(
                guarded,
                "exactly once rests on it",
                "acks allow.auto.create.topics auto.commit.interval.ms auto.offset.reset enable.auto.commit enable.idempotence"
                        + " isolation.level max.in.flight.requests.per.connection processing.guarantee"
                        + " transaction.two.phase.commit.enable");
        reason(
                guarded,
                "offsets, state and transactions hang on its value",
                "application.id group.id group.instance.id transactional.id");
        reason(
                guarded,
                "latency follows it",
                "cache.max.bytes.buffering linger.ms max.task.idle.ms statestore.cache.max.bytes");
        reason(
                guarded,
                "records go through it, or are ordered by it",
                "default.client.supplier default.deserialization.exception.handler default.key.serde"
                        + " default.production.exception.handler default.timestamp.extractor default.value.serde"
                        + " deserialization.exception.handler errors.dead.letter.queue.topic.name interceptor.classes key.deserializer"
                        + " key.serializer max.request.size partition.assignment.strategy partitioner.class partitioner.ignore.keys"
                        + " processing.exception.handler processing.exception.handler.global.enabled processor.wrapper.class"
                        + " production.exception.handler topology.optimization ensure.explicit.internal.resource.naming"
                        + " value.deserializer value.serializer");
        return Map.copyOf(guarded);
    }

    private static void reason(Map<String, String> guarded, String reason, String keys) {
        Stream.of(keys.split(" ", -1)).forEach(key -> guarded.put(key, reason));
    }

    @Override
    public List<String> problems(String prefix, Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        boolean pluggedIn = PLUG_INS.stream().anyMatch(values::containsKey);
        new TreeMap<>(values).keySet().forEach(key -> objection(prefix, key, pluggedIn)
                .ifPresent(problems::add));
        problems.addAll(login(prefix, values));
        problems.addAll(TlsFiles.problems(prefix + "ssl.", below("ssl.", values)));
        return problems;
    }

    @Override
    public boolean isSecret(String rest) {
        ConfigDef.ConfigKey key = Known.KEYS.get(plain(rest));
        return key == null ? Settings.soundsSecret(rest) : key.type() == ConfigDef.Type.PASSWORD;
    }

    private static Optional<String> objection(String prefix, String rest, boolean pluggedIn) {
        String key = plain(rest);
        String refused = "Expected no '" + prefix + rest + "'";
        String instead = INSTEAD.get(key);
        if (instead != null) {
            return Optional.of(refused + ": set '" + instead + "' instead.");
        }
        String reason = GUARDED.get(key);
        if (reason != null) {
            return Optional.of(refused + ": Claimstream sets it itself, because " + reason + ".");
        }
        if (pluggedIn || key.startsWith(INTERNAL_TOPICS) || Known.KEYS.containsKey(key)) {
            return Optional.empty();
        }
        return Optional.of("Expected a property of Kafka's clients behind '" + prefix + "', but '" + rest + "' is none."
                + Nearest.to(key, Known.KEYS.keySet())
                        .map(nearest -> " Did you mean '" + prefix + nearest + "'?")
                        .orElse(""));
    }

    private static List<String> login(String prefix, Map<String, String> values) {
        String protocol = values.getOrDefault(PROTOCOL, "").strip();
        if (protocol.isEmpty()) {
            return values.keySet().stream().anyMatch(it -> it.startsWith("ssl.") || it.startsWith("sasl."))
                    ? List.of("Expected '" + prefix + PROTOCOL + "', one of " + protocols()
                            + ": without it nothing of what is set for TLS and login is used.")
                    : List.of();
        }
        if (!SecurityProtocol.names().contains(protocol)) {
            return List.of("Expected one of " + protocols() + " for '" + prefix + PROTOCOL + "', but '" + protocol
                    + "' is not.");
        }
        List<String> problems = new ArrayList<>();
        if (protocol.startsWith("SASL_") && !values.containsKey(MECHANISM)) {
            problems.add("Expected '" + prefix + MECHANISM + "', such as SCRAM-SHA-512 or OAUTHBEARER, since '" + prefix
                    + PROTOCOL + "' is " + protocol + ".");
        }
        if (protocol.startsWith("SASL_")
                && !values.containsKey(JAAS)
                && System.getProperty("java.security.auth.login.config") == null) {
            problems.add("Expected '" + prefix + JAAS + "' in the environment, or '" + prefix + JAAS
                    + ".file' that names a file with it, since '" + prefix + PROTOCOL + "' is " + protocol + ".");
        }
        return problems;
    }

    private static String protocols() {
        return SecurityProtocol.names().stream().sorted().collect(Collectors.joining(", "));
    }

    private static Map<String, String> below(String prefix, Map<String, String> values) {
        return values.entrySet().stream()
                .filter(it -> it.getKey().startsWith(prefix))
                .collect(Collectors.toMap(it -> it.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    private static String plain(String rest) {
        return PARTS.stream()
                .filter(rest::startsWith)
                .findFirst()
                .map(part -> rest.substring(part.length()))
                .orElse(rest);
    }

    /** Loaded only where somebody sets such a key: most commands never do. */
    private static final class Known {
        static final Map<String, ConfigDef.ConfigKey> KEYS = Stream.of(
                        ProducerConfig.configDef(),
                        ConsumerConfig.configDef(),
                        AdminClientConfig.configDef(),
                        StreamsConfig.configDef())
                .flatMap(it -> it.configKeys().entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));

        private Known() {}
    }
}
