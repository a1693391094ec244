package io.claimstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Topic names are typed in one place, the catalogue. */
class TopicNamesTest {

    private static final Pattern TOPIC_NAME = Pattern.compile("\"(claims|models|privacy)\\.[a-z-]+\\.v[0-9]+\"");

    @Test
    void shouldTypeTopicNamesInTheCatalogueOnly() throws IOException {
        // Given
        Path root = Path.of("..").toRealPath();

        // When
        List<Path> offenders;
        try (Stream<Path> files = Files.walk(root)) {
            offenders = files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("schemas/Topics.java"))
                    .filter(file -> TOPIC_NAME.matcher(read(file)).find())
                    .map(root::relativize)
                    .toList();
        }

        // Then
        assertThat(offenders)
                .as("topic names are typed in Topics only; use Topics.CLAIMS_… there")
                .isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
