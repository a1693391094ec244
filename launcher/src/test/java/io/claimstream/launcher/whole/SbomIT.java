package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials, against the libraries that the build has put together. */
class SbomIT {

    @Test
    void shouldNameEveryLibraryThatIsShippedAndNoOther() throws IOException {
        // Given
        JsonNode bill = new ObjectMapper().readTree(Files.readString(Path.of("target/claimstream-sbom.json")));

        // When
        Set<String> named = new TreeSet<>();
        bill.path("components").forEach(it -> named.add(file(it)));

        // Then
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("metadata").path("component").path("name").asText())
                .isEqualTo("launcher");
        assertThat(named).isEqualTo(shipped());
    }

    /** The name that Maven gives a library's file, from its package URL: pkg:maven/group/artifact@version?classifier=c&type=jar. */
    private static String file(JsonNode component) {
        String url = component.path("purl").asText();
        String classifier = Stream.of(url.substring(url.indexOf('?') + 1).split("&", -1))
                .filter(it -> it.startsWith("classifier="))
                .map(it -> "-" + it.substring("classifier=".length()))
                .collect(Collectors.joining());
        return component.path("name").asText() + "-" + component.path("version").asText() + classifier + ".jar";
    }

    private static Set<String> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/lib"))) {
            return files.map(it -> it.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
