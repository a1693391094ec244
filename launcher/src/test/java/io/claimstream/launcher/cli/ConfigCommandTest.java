package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

    private static final JsonMapper ONE_VALUE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void shouldPrintEveryKeyAsOneJsonValue() throws Exception {
        // When
        CommandRun run = CommandRun.of("config", "--output", "json");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(StreamSupport.stream(ONE_VALUE.readTree(run.out()).spliterator(), false))
                .extracting(row -> row.path("key").asText())
                .containsExactlyElementsOf(Services.settings().stream()
                        .filter(setting -> !setting.isPrefix())
                        .map(setting -> setting.key())
                        .toList());
    }

    @Test
    void shouldMaskSecretsButTellWhereTheyComeFrom(@TempDir Path directory) throws Exception {
        // Given
        Path file =
                Files.writeString(directory.resolve("claimstream.properties"), "database.password=hush-from-file\n");
        Path token = Files.writeString(directory.resolve("token"), "hush-from-its-file\n");
        String[] given = {"--config", file.toString(), "--set", "schema.registry.bearer.auth.token.file=" + token};

        // When
        CommandRun json = CommandRun.of("config", given[0], given[1], given[2], given[3], "--output", "json");
        CommandRun table = CommandRun.of("config", given[0], given[1], given[2], given[3]);

        // Then
        assertThat(json.out() + json.err() + table.out() + table.err()).doesNotContain("hush");
        JsonNode password = row(ONE_VALUE.readTree(json.out()), "database.password");
        assertThat(password.path("value").asText()).isEqualTo(Settings.MASK);
        assertThat(password.path("source").asText()).isEqualTo("file " + file);
        assertThat(cells(table, "database.password")).contains(Settings.MASK, "file " + file);
        assertThat(cells(table, "schema.registry.bearer.auth.token")).contains(Settings.MASK, "command line");
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() {
        // When
        CommandRun run = CommandRun.of("config", "--set", "api.prot=1", "--set", "database.pool.size=many");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("'api.prot' (command line) is unknown. Did you mean 'api.port'?")
                .contains("Expected a whole number from 1 to 100 for 'database.pool.size', but 'many' (command line)");
    }

    @Test
    void shouldLetTheDataDirectoryOptionStandForItsKey() {
        // When
        CommandRun run = CommandRun.of("config", "--data-dir", "/somewhere");

        // Then
        assertThat(cells(run, "data.dir")).contains("/somewhere", "command line");
    }

    private static JsonNode row(JsonNode rows, String key) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> cells(CommandRun table, String key) {
        return table.out()
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> List.of(line.split("\\s{2,}")))
                .findFirst()
                .orElseThrow();
    }
}
