package io.claimstream.schemas.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How a registry is entered. Its text form shows no secret.
 *
 * @param credentials what is sent to each address; when empty, what stands in the address
 * @param tls Kafka's {@code ssl.*} properties without that prefix; when empty, whom Java trusts is trusted
 */
public record RegistryAccess(Optional<RegistryCredentials> credentials, Map<String, String> tls) {

    /** Open to everybody, or as the address says. */
    public static final RegistryAccess PLAIN = new RegistryAccess(Optional.empty(), Map.of());

    public RegistryAccess {
        tls = Map.copyOf(tls);
    }

    /**
     * Keys and certificates, read now by Kafka's own code: PKCS12, JKS or PEM.
     *
     * @throws org.apache.kafka.common.KafkaException when they cannot be used
     */
    Optional<SSLContext> context() {
        if (tls.isEmpty()) {
            return Optional.empty();
        }
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        Map<String, Object> properties = new HashMap<>();
        tls.forEach((key, value) -> properties.put("ssl." + key, value));
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(new AbstractConfig(definition, properties, false).values());
            return Optional.of(factory.sslContext());
        }
    }

    @Override
    public String toString() {
        return "RegistryAccess[credentials=" + credentials + ", tls=" + tls.keySet() + "]";
    }
}
