package io.claimstream.infra;

import static io.claimstream.infra.Workload.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who reaches whom in the namespace: what the environments name, and what the network policies let through. A way reads {@code from > to:port}. */
record Ways(Manifests manifests) {

    private static final String KAFKA = "kafka";
    private static final Pattern ADDRESS = Pattern.compile("([a-z0-9][a-z0-9.-]*):(\\d{2,5})");

    /** Where pods of a name listen. */
    private record Server(String name, Map<String, String> labels, int port) {}

    /** The addresses in all environments. */
    Set<String> needed() {
        Set<String> ways = new TreeSet<>();
        manifests.workloads().forEach(client -> client.environment().values().forEach(value -> ADDRESS.matcher(value)
                .results()
                .forEach(it -> ways.add(way(client, server(it.group(1)), Integer.parseInt(it.group(2)))))));
        return ways;
    }

    /** What a policy lets out at one end and a policy lets in at the other. */
    Set<String> open() {
        return manifests
                .workloads()
                .flatMap(client -> servers()
                        .filter(server -> isOpen("egress", "to", client.labels(), server.labels(), server.port())
                                && (server.name().equals(KAFKA)
                                        ? isPeerOfKafka(client)
                                        : isOpen("ingress", "from", server.labels(), client.labels(), server.port())))
                        .map(server -> way(client, server.name(), server.port())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String way(Workload client, String server, int port) {
        return client.name() + " > " + server + ":" + port;
    }

    /** {@code scoring-processor-0.scoring-processor} is a pod behind the Service of the last name; a name with .svc is in another namespace. */
    private static String server(String host) {
        if (host.startsWith("claimstream-kafka-bootstrap")) {
            return KAFKA;
        }
        return host.endsWith(".svc") ? host : host.substring(host.indexOf('.') + 1);
    }

    private Stream<Server> servers() {
        Stream<Server> ours = manifests.ofKind("Service").flatMap(service -> items(service.at("/spec/ports"))
                .map(port -> new Server(
                        service.at("/metadata/name").asText(),
                        manifests
                                .workloads()
                                .filter(it -> matches(service.at("/spec/selector"), it.labels()))
                                .findFirst()
                                .orElseThrow()
                                .labels(),
                        port.path("port").asInt())));
        Stream<Server> kafka = manifests.ofKind("Kafka").flatMap(it -> items(it.at("/spec/kafka/listeners"))
                .map(listener -> new Server(
                        KAFKA,
                        Map.of("strimzi.io/cluster", "claimstream", "strimzi.io/name", "claimstream-kafka"),
                        listener.path("port").asInt())));
        return Stream.concat(Stream.concat(ours, kafka), elsewhere());
    }

    /** Other namespaces that the policies name, under the names that the environments use. */
    private Stream<Server> elsewhere() {
        return needed().stream()
                .map(way -> way.substring(way.indexOf('>') + 2))
                .filter(it -> it.contains(".svc:"))
                .distinct()
                .map(it -> it.split(":", 2))
                .map(it -> new Server(it[0], Map.of("namespace", it[0].split("\\.", 3)[1]), Integer.parseInt(it[1])));
    }

    private boolean isPeerOfKafka(Workload client) {
        return manifests
                .ofKind("Kafka")
                .flatMap(it -> items(it.at("/spec/kafka/listeners")))
                .flatMap(it -> items(it.path("networkPolicyPeers")))
                .anyMatch(peer -> selects(peer.path("podSelector"), client.labels()));
    }

    private boolean isOpen(
            String direction, String peers, Map<String, String> at, Map<String, String> other, int port) {
        if (at.containsKey("namespace")) {
            // What is let into another namespace is said there.
            return true;
        }
        return manifests
                .ofKind("NetworkPolicy")
                .filter(policy -> selects(policy.at("/spec/podSelector"), at))
                .flatMap(policy -> items(policy.at("/spec/" + direction)))
                .filter(rule ->
                        items(rule.path("ports")).anyMatch(it -> it.path("port").asInt() == port))
                .flatMap(rule -> items(rule.path(peers)))
                .anyMatch(peer -> isPeer(peer, other));
    }

    private static boolean isPeer(JsonNode peer, Map<String, String> labels) {
        String namespace = labels.get("namespace");
        if (namespace != null) {
            return peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                    .asText()
                    .equals(namespace);
        }
        return peer.has("podSelector") && !peer.has("namespaceSelector") && selects(peer.path("podSelector"), labels);
    }

    /** Whether a label selector selects a pod. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        boolean hasLabels = matches(selector.path("matchLabels"), labels);
        return hasLabels
                && items(selector.path("matchExpressions")).allMatch(it -> {
                    if (!it.path("operator").asText().equals("DoesNotExist")) {
                        throw new IllegalArgumentException("Expected DoesNotExist, the only operator that is used.");
                    }
                    return !labels.containsKey(it.path("key").asText());
                });
    }

    private static boolean matches(JsonNode wanted, Map<String, String> labels) {
        return wanted.properties().stream()
                .allMatch(it -> it.getValue().asText().equals(labels.get(it.getKey())));
    }
}
