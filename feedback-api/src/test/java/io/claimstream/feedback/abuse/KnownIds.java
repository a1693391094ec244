package io.claimstream.feedback.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is there, by the names of parameters, as answers have told it. Thread-safe. */
final class KnownIds {

    private static final int MOST = 200;
    private static final Set<String> NAMES = Set.of("insurer", "version", "token", "lineOfBusiness", "currency");

    private final Map<String, List<String>> byName = new ConcurrentHashMap<>();
    private final Set<String> spared = ConcurrentHashMap.newKeySet();

    /** Something that requests must not take away, since they are made with it. */
    void spare(String id) {
        spared.add(id);
    }

    /** Something known by a name; empty when nothing is. */
    String any(String name, Random random) {
        List<String> ids = byName.getOrDefault(name, List.of());
        synchronized (ids) {
            return ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
        }
    }

    /** Takes note of every id in an answer. */
    void learn(JsonNode json) {
        json.properties().forEach(field -> {
            if (field.getValue().isTextual()
                    && (field.getKey().endsWith("Id") || NAMES.contains(field.getKey()))
                    && !spared.contains(field.getValue().asText())) {
                keep(field.getKey(), field.getValue().asText());
            }
        });
        json.forEach(child -> {
            if (child.isContainerNode()) {
                learn(child);
            }
        });
    }

    private void keep(String name, String id) {
        List<String> ids = byName.computeIfAbsent(name, key -> new ArrayList<>());
        synchronized (ids) {
            if (ids.size() < MOST && !ids.contains(id)) {
                ids.add(id);
            }
        }
    }
}
