package io.claimstream.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumFinderTest {

    @TempDir
    Path folder;

    @Test
    void shouldFindItOnThePathUnderAnyOfItsNames() throws Exception {
        // Given
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path full = Files.createDirectory(folder.resolve("full"));
        Path program = program(full.resolve("chromium-browser"));

        // Then
        assertThat(ChromiumFinder.find(Map.of("PATH", empty + File.pathSeparator + full)))
                .contains(program);
    }

    @Test
    void shouldPreferTheOneThatIsNamed() throws Exception {
        // Given
        program(folder.resolve("chromium"));
        Path named = program(folder.resolve("another"));

        // Then
        assertThat(ChromiumFinder.find(Map.of("PATH", folder.toString(), "CHROMIUM", named.toString())))
                .contains(named);
    }

    @Test
    void shouldFindNothingWhereNothingIs() {
        assertThat(ChromiumFinder.find(Map.of("PATH", folder.toString()))).isEmpty();
        assertThat(ChromiumFinder.find(Map.of())).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherForTheOneThatIsNamed() {
        // Given
        Map<String, String> environment = Map.of("CHROMIUM", "/nowhere/chromium");

        // Then
        assertThatThrownBy(() -> ChromiumFinder.find(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CHROMIUM", "/nowhere/chromium");
    }

    private static Path program(Path file) throws Exception {
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
