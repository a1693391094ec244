package io.claimstream.platform.kafka;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names to Kafka's client the addresses and files that tokens come from. It asks for a list of those allowed, because some processes let strangers write their client
 * properties; in ours they are written by whoever runs it, so that what is configured is what is allowed.
 */
final class OauthSources {

    private static final String PREFIX = "sasl.oauthbearer.";
    private static final String URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final String FILES = "org.apache.kafka.sasl.oauthbearer.allowed.files";

    private OauthSources() {}

    static void allow(Map<String, String> client) {
        allow(URLS, client, key -> key.endsWith(".url"));
        allow(FILES, client, key -> key.endsWith(".file"));
    }

    private static synchronized void allow(String property, Map<String, String> client, Predicate<String> names) {
        Set<String> sources = client.entrySet().stream()
                .filter(it -> it.getKey().startsWith(PREFIX) && names.test(it.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!sources.isEmpty()) {
            Arrays.stream(System.getProperty(property, "").split(",", -1))
                    .filter(it -> !it.isBlank())
                    .forEach(sources::add);
            System.setProperty(property, String.join(",", sources));
        }
    }
}
