package io.claimstream.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A StatefulSet or Deployment with one container.
 *
 * @param manifests where it stands
 * @param document the whole of it
 */
record Workload(Manifests manifests, ObjectNode document) {

    String name() {
        return document.at("/metadata/name").asText();
    }

    int replicas() {
        return document.at("/spec/replicas").asInt();
    }

    JsonNode pod() {
        return document.at("/spec/template/spec");
    }

    ObjectNode container() {
        JsonNode containers = pod().path("containers");
        if (containers.size() != 1) {
            throw new IllegalStateException("Expected one container in " + name() + ".");
        }
        return (ObjectNode) containers.get(0);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        document.at("/spec/template/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** The environment of the container; what comes from a Secret, or is known when the pod runs, stands for itself. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        items(container().path("envFrom"))
                .map(from -> manifests.named(
                        "ConfigMap", from.at("/configMapRef/name").asText()))
                .forEach(map -> map.path("data")
                        .properties()
                        .forEach(entry ->
                                environment.put(entry.getKey(), entry.getValue().asText())));
        items(container().path("env"))
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText("from elsewhere")));
        return environment;
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
