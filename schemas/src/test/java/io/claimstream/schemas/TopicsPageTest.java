package io.claimstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TopicsPageTest {

    private static final Path PAGE = Path.of("../docs/topics.md");

    @Test
    void shouldDescribeTheCatalogueAsItIs() throws IOException {
        // When
        String page = new TopicsPage().text();

        // Then
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/topics.md is out of date. To accept the change: "
                        + "mvn -pl schemas test -Dtest=TopicsPageTest -Dgolden.accept=true")
                .isEqualTo(page);
    }
}
