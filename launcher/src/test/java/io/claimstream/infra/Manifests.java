package io.claimstream.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code kustomize build} makes of a folder, with the features that ours use: resources, generated ConfigMaps (without the hash in their names), images, replicas and strategic merge
 * patches.
 */
final class Manifests {

    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

    private Manifests() {}

    static Manifests of(Path folder) {
        Manifests manifests = new Manifests();
        manifests.add(folder);
        return manifests;
    }

    /** What an overlay of ours makes. */
    static Manifests overlay(String name) {
        return of(Path.of("../infra/kubernetes/overlays").resolve(name));
    }

    /** Every document, in the order of the files. */
    Stream<ObjectNode> all() {
        return documents.values().stream();
    }

    Stream<ObjectNode> ofKind(String kind) {
        return all().filter(document -> document.path("kind").asText().equals(kind));
    }

    /** The one of a kind and name; missing when there is none. */
    JsonNode named(String kind, String name) {
        ObjectNode found = documents.get(kind + "/" + name);
        return found == null ? JsonNodeFactory.instance.missingNode() : found;
    }

    /** What runs pods of ours. */
    Stream<Workload> workloads() {
        return Stream.concat(ofKind("StatefulSet"), ofKind("Deployment")).map(document -> new Workload(this, document));
    }

    Workload workload(String name) {
        return workloads().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private void add(Path folder) {
        Kustomization kustomization = Kustomization.read(folder);
        for (String resource : kustomization.resources()) {
            Path path = folder.resolve(resource);
            if (Files.isDirectory(path)) {
                add(path);
            } else {
                read(path).forEach(document -> {
                    if (documents.put(id(document), document) != null) {
                        throw new IllegalStateException("Expected " + id(document) + " once.");
                    }
                });
            }
        }
        kustomization.configMapGenerator().forEach(it -> generate(it, folder));
        kustomization.patches().stream()
                .flatMap(patch -> read(folder.resolve(patch.path())).stream())
                .forEach(patch -> merge(existing(id(patch)), patch));
        kustomization.replicas().forEach(this::scale);
        kustomization.images().forEach(this::tag);
    }

    private void generate(Kustomization.Generator generator, Path folder) {
        String id = "ConfigMap/" + generator.name();
        boolean isMerged = "merge".equals(generator.behavior());
        if (isMerged != documents.containsKey(id)) {
            throw new IllegalStateException("Expected to " + (isMerged ? "merge into" : "make") + " " + id + ".");
        }
        ObjectNode map = documents.computeIfAbsent(id, it -> {
            ObjectNode made = JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "ConfigMap");
            made.putObject("metadata").put("name", generator.name());
            made.putObject("data");
            return made;
        });
        generator.data(folder).forEach(map.withObjectProperty("data")::put);
    }

    private void scale(Kustomization.Replicas replicas) {
        List<ObjectNode> scaled = workloads()
                .map(Workload::document)
                .filter(it -> it.at("/metadata/name").asText().equals(replicas.name()))
                .toList();
        if (scaled.size() != 1) {
            throw new IllegalStateException("Expected one workload '" + replicas.name() + "'.");
        }
        scaled.get(0).withObjectProperty("spec").put("replicas", replicas.count());
    }

    private void tag(Kustomization.Image image) {
        List<ObjectNode> tagged = workloads()
                .map(Workload::container)
                .filter(it -> it.path("image").asText().equals(image.name()))
                .toList();
        if (tagged.isEmpty()) {
            throw new IllegalStateException("Expected a container of the image '" + image.name() + "'.");
        }
        tagged.forEach(it -> it.put("image", image.name() + ":" + image.newTag()));
    }

    private ObjectNode existing(String id) {
        ObjectNode found = documents.get(id);
        if (found == null) {
            throw new IllegalStateException("Expected " + id + ", which is patched.");
        }
        return found;
    }

    static List<ObjectNode> read(Path file) {
        try (var values = new YAMLMapper().readerFor(ObjectNode.class).<ObjectNode>readValues(file.toFile())) {
            return new ArrayList<>(values.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String id(JsonNode document) {
        return document.path("kind").asText() + "/"
                + document.at("/metadata/name").asText();
    }

    private static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode old = into.get(field.getKey());
            if (old instanceof ObjectNode object && field.getValue().isObject()) {
                merge(object, field.getValue());
            } else if (old instanceof ArrayNode array && hasNames(array) && hasNames(field.getValue())) {
                mergeByName(array, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void mergeByName(ArrayNode into, JsonNode patch) {
        for (JsonNode item : patch) {
            ObjectNode same = null;
            for (JsonNode old : into) {
                same = old.get("name").equals(item.get("name")) ? (ObjectNode) old : same;
            }
            if (same == null) {
                into.add(item);
            } else {
                merge(same, item);
            }
        }
    }

    private static boolean hasNames(JsonNode array) {
        return array.isArray() && !array.isEmpty() && array.get(0).has("name");
    }
}
