package io.claimstream.platform.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/** TLS towards the schema registry: Kafka's {@code ssl.*} keys, which Confluent's clients take too. */
final class RegistryTlsKeys implements PassedOn {

    private static final Map<String, ConfigDef.ConfigKey> KEYS = keys();

    @Override
    public List<String> problems(String prefix, Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        for (String rest : new TreeSet<>(values.keySet())) {
            if (!KEYS.containsKey(rest)) {
                problems.add("Expected one of Kafka's TLS properties behind '" + prefix + "', but '" + rest
                        + "' is none."
                        + Nearest.to(rest, KEYS.keySet())
                                .map(nearest -> " Did you mean '" + prefix + nearest + "'?")
                                .orElse(""));
            }
        }
        problems.addAll(TlsFiles.problems(prefix, values));
        return problems;
    }

    @Override
    public boolean isSecret(String rest) {
        ConfigDef.ConfigKey key = KEYS.get(rest);
        return key != null && key.type() == ConfigDef.Type.PASSWORD;
    }

    private static Map<String, ConfigDef.ConfigKey> keys() {
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        return definition.configKeys().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        it -> it.getKey().substring("ssl.".length()), Map.Entry::getValue));
    }
}
