package io.claimstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.schemas.fixture.EventClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

final class SchemaDocsTest {

    private static final Path SCHEMAS = Path.of("src/main/avro");

    @Test
    void shouldDocumentEveryRecordAndField() throws IOException {
        // Given
        List<String> undocumented = new ArrayList<>();

        // When
        for (Path file : files("")) {
            collect(file.toString(), new ObjectMapper().readTree(file.toFile()), undocumented);
        }

        // Then
        assertThat(undocumented).as("Give each of these a doc").isEmpty();
    }

    @Test
    void shouldDefaultEveryOptionalFieldAndEveryEnumeration() throws IOException {
        for (Path file : files("")) {
            JsonNode schema = new ObjectMapper().readTree(file.toFile());
            if (schema.path("type").asText().equals("enum")) {
                assertThat(schema.has("default"))
                        .as("%s has a default, so that readers survive new symbols", file)
                        .isTrue();
            }
            schema.path("fields").forEach(field -> assertThat(field.path("type").isArray())
                    .as("%s: %s is null by default if it may be null", file, field.path("name"))
                    .isEqualTo(field.has("default") && field.get("default").isNull()));
        }
    }

    @Test
    void shouldCheckEveryRecordOfTopicsAndStores() throws IOException {
        // When
        Set<String> files = Stream.concat(files("topics").stream(), files("stores").stream())
                .map(file -> file.getFileName().toString().replace(".avsc", ""))
                .collect(Collectors.toSet());

        // Then
        assertThat(EventClasses.all().stream().map(Class<? extends SpecificRecord>::getSimpleName))
                .as("EventClasses names every schema in topics and stores")
                .containsExactlyInAnyOrderElementsOf(files);
    }

    private static void collect(String place, JsonNode node, List<String> undocumented) {
        boolean named = node.isObject() && node.has("name") && node.has("type");
        if (named && node.path("doc").asText().isBlank()) {
            undocumented.add(place + "/" + node.get("name").asText());
        }
        node.forEach(child -> collect(named ? place + "/" + node.get("name").asText() : place, child, undocumented));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(SCHEMAS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }
}
