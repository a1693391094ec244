package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pictures of pages: each that the README shows is there, in light and in dark, in words, and small. That of the architecture has all its parts. */
class PicturesTest {

    private static final Path README = Path.of("README.md");
    private static final Path FOLDER = Pages.ROOT.resolve("docs/pictures");
    private static final Path ARCHITECTURE = Path.of("docs/pictures/architecture.svg");
    private static final int MOST_BYTES = 150_000;
    private static final Pattern PICTURE = Pattern.compile(
            "<picture>\\s*<source media=\"\\(prefers-color-scheme: dark\\)\" srcset=\"([^\"]+)-dark\\.png\">\\s*"
                    + "<img src=\"([^\"]+)-light\\.png\" alt=\"([^\"]+)\"[^>]*>\\s*</picture>");

    @Test
    void shouldShowThreePagesInWordsToo() {
        // When
        List<MatchResult> pictures =
                PICTURE.matcher(Pages.text(README)).results().toList();

        // Then
        assertThat(pictures).hasSize(3);
        assertThat(pictures).allSatisfy(it -> {
            assertThat(it.group(1)).isEqualTo(it.group(2));
            assertThat(Pages.ROOT.resolve(it.group(1) + "-dark.png")).isRegularFile();
            assertThat(Pages.ROOT.resolve(it.group(2) + "-light.png")).isRegularFile();
            assertThat(it.group(3)).hasSizeGreaterThan(40);
        });
    }

    @Test
    void shouldShowEveryTopicAndStoreOfTheArchitecture() {
        assertThat(shown("topic"))
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream()
                        .map(topic -> topic.name().replaceFirst("\\.v1$", ""))
                        .toList());
        assertThat(shown("store"))
                .containsExactlyInAnyOrderElementsOf(Topologies.SERVICES.stream()
                        .flatMap(service -> Topologies.stores(service).stream())
                        .toList());
    }

    @Test
    void shouldStaySmall() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.filter(it -> it.toString().endsWith(".png")).toList())
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(Files.size(it)).isLessThanOrEqualTo(MOST_BYTES));
        }
    }

    /** What the picture of the architecture names with a class of its style sheet. */
    private static List<String> shown(String kind) {
        return Pattern.compile(" class=\"" + kind + "\"[^>]*>([^<]+)<")
                .matcher(Pages.text(ARCHITECTURE))
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
