package io.claimstream.infra;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kustomization.yaml with the fields that ours use; any other fails, so that none is passed over in tests. */
record Kustomization(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        List<String> resources,
        List<Image> images,
        List<Replicas> replicas,
        List<Generator> configMapGenerator,
        List<Patch> patches) {

    Kustomization(
            String apiVersion,
            String kind,
            @Nullable String namespace,
            @Nullable List<String> resources,
            @Nullable List<Image> images,
            @Nullable List<Replicas> replicas,
            @Nullable List<Generator> configMapGenerator,
            @Nullable List<Patch> patches) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.namespace = namespace;
        this.resources = orEmpty(resources);
        this.images = orEmpty(images);
        this.replicas = orEmpty(replicas);
        this.configMapGenerator = orEmpty(configMapGenerator);
        this.patches = orEmpty(patches);
    }

    record Image(String name, String newTag) {}

    record Replicas(String name, int count) {}

    record Patch(String path) {}

    record Generator(
            String name,
            @Nullable String behavior,
            @Nullable List<String> envs,
            @Nullable List<String> files,
            @Nullable List<String> literals) {

        /** What it makes, with files looked up below a folder. */
        Map<String, String> data(Path folder) {
            Map<String, String> data = new LinkedHashMap<>();
            Stream.concat(
                            orEmpty(envs).stream()
                                    .flatMap(file -> text(folder.resolve(file)).lines()),
                            orEmpty(literals).stream())
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> data.put(pair[0], pair[1]));
            orEmpty(files).forEach(file -> data.put(file, text(folder.resolve(file))));
            return data;
        }
    }

    static Kustomization read(Path folder) {
        try {
            return new YAMLMapper()
                    .readValue(folder.resolve("kustomization.yaml").toFile(), Kustomization.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
