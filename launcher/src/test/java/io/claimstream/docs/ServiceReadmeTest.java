package io.claimstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.service.ServiceFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of settings in a service's README, one key a row: its default in code, or a dash where there is none. */
class ServiceReadmeTest {

    private static final Pattern SECTION =
            Pattern.compile("^## Configuration$(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| (`.+?) \\| (.*?) \\| .+ \\|$", Pattern.MULTILINE);

    static Stream<ServiceFactory> services() {
        return Services.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldNameEveryKeyWithItsDefault(ServiceFactory service) throws IOException {
        // Given
        String readme = Files.readString(Path.of("..", service.name(), "README.md"));

        // When
        List<String> rows = SECTION.matcher(readme)
                .results()
                .map(section -> section.group(1))
                .flatMap(section -> ROW.matcher(section).results())
                .map(ServiceReadmeTest::keyAndDefault)
                .toList();

        // Then
        assertThat(rows)
                .as("the configuration table of %s/README.md", service.name())
                .containsExactlyElementsOf(service.settings().stream()
                        .map(ServiceReadmeTest::keyAndDefault)
                        .toList());
    }

    private static String keyAndDefault(MatchResult row) {
        return row.group(1) + " " + row.group(2);
    }

    private static String keyAndDefault(Setting<?> setting) {
        String byDefault = setting.defaultText().isEmpty() ? "–" : "`" + setting.defaultText() + "`";
        return "`" + setting.key() + "` " + byDefault;
    }
}
