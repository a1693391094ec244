package io.claimstream.launcher.embedded;

import io.claimstream.testkit.tls.TestKeystore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker with Kafka's standard authorizer and a listener for each way in. */
public final class SecuredBroker implements AutoCloseable {

    /** Ways in. The plain one is for Kafka itself and for whoever makes principals: nobody in particular may do everything there. */
    public enum Way {
        PLAIN("PLAINTEXT"),
        SCRAM("SASL_SSL"),
        MTLS("SSL"),
        OAUTH("SASL_SSL");

        private final String protocol;

        Way(String protocol) {
            this.protocol = protocol;
        }
    }

    private final Map<Way, Integer> ports;
    private final KafkaRaftServer server;

    private SecuredBroker(Map<Way, Integer> ports, KafkaRaftServer server) {
        this.ports = ports;
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param own the broker's key and certificate
     * @param clients PEM file with the certificates of clients
     * @param tokenKeys the keys that tokens are signed with
     */
    public static SecuredBroker start(Path directory, TestKeystore own, Path clients, URI tokenKeys) {
        Map<Way, Integer> ports = Arrays.stream(Way.values()).collect(Collectors.toMap(it -> it, it -> Ports.free()));
        int controller = Ports.free();
        Path data = directory.resolve("kafka");
        Map<String, String> properties = new HashMap<>(BrokerProperties.of(
                new BrokerSettings(data, "127.0.0.1", Objects.requireNonNull(ports.get(Way.PLAIN))), controller));
        String addresses = each(way -> way + "://127.0.0.1:" + ports.get(way));
        properties.put("listeners", addresses + ",CONTROLLER://127.0.0.1:" + controller);
        properties.put("advertised.listeners", addresses);
        properties.put(
                "listener.security.protocol.map", each(way -> way + ":" + way.protocol) + ",CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", Way.PLAIN.name());
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        tls(properties, own, clients);
        logins(properties, tokenKeys);
        BrokerStorage.format(data, Uuid.randomUuid(), BrokerProperties.NODE_ID);
        SecuredBroker broker =
                new SecuredBroker(ports, new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM));
        broker.server.startup();
        return broker;
    }

    /** Where clients that come this way connect. */
    public String address(Way way) {
        return "localhost:" + ports.get(way);
    }

    private static void tls(Map<String, String> properties, TestKeystore own, Path clients) {
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.location", own.path().toString());
        properties.put("ssl.keystore.password", TestKeystore.PASSWORD);
        properties.put("listener.name.mtls.ssl.client.auth", "required");
        properties.put("listener.name.mtls.ssl.truststore.type", "PEM");
        properties.put("listener.name.mtls.ssl.truststore.location", clients.toString());
        properties.put("listener.name.mtls.ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
    }

    private static void logins(Map<String, String> properties, URI tokenKeys) {
        String scram = "listener.name.scram.";
        properties.put(scram + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
        properties.put(
                scram + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        String oauth = "listener.name.oauth.";
        properties.put(oauth + "sasl.enabled.mechanisms", "OAUTHBEARER");
        properties.put(
                oauth + "oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        properties.put(
                oauth + "oauthbearer.sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
        properties.put(oauth + "sasl.oauthbearer.jwks.endpoint.url", tokenKeys.toString());
        properties.put(oauth + "sasl.oauthbearer.expected.audience", "kafka");
    }

    private static String each(Function<Way, String> text) {
        return Arrays.stream(Way.values()).map(text).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
