package io.claimstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KafkaTopicsTest {

    private static final Path FILE = Path.of("../infra/kubernetes/base/kafka-topics.yaml");

    @Test
    void shouldHaveEveryTopicOfTheCatalogueAsItIsThere() throws IOException {
        // Given
        String wanted = KafkaTopicsFile.text();
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(FILE, wanted);
        }

        // Then
        assertThat(FILE)
                .as("mvn -pl launcher -am test -Dtest=KafkaTopicsTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dgolden.accept=true writes it anew")
                .hasContent(wanted);
    }
}
