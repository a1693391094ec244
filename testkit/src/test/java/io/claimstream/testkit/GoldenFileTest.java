package io.claimstream.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFileTest {

    @Test
    void shouldPassWhenTextIsAsCommitted(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("topology.txt"), "same");

        // When / Then
        new GoldenFile(file, GoldenFileTest.class).assertHolds("same");
    }

    @Test
    void shouldPrintCommandThatAcceptsTheDifference(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("topology.txt"), "old");

        // When / Then
        assertThatThrownBy(() -> new GoldenFile(file, GoldenFileTest.class).assertHolds("new"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mvn -pl testkit -am test -Dtest=GoldenFileTest")
                .hasMessageContaining("-Dgolden.accept=true");
    }
}
