package io.claimstream.platform.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.acl.KafkaUse;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceMainTest {

    private static final Setting<Integer> SIZE = Setting.integer("test.size", 1, 1, 9, "Size.");

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void shouldReadFileThenEnvironmentThenArguments(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("a.properties"), "test.size=2\nlog.level=warn\n");

        // When
        Settings settings = ServiceMain.settings(
                new Factory(new CompletableFuture<>()),
                Map.of("CLAIMSTREAM_TEST_SIZE", "3", "CLAIMSTREAM_DATABASE_USER", "env"),
                "--config",
                file.toString(),
                "test.size=4");

        // Then
        assertThat(settings.get(SIZE)).isEqualTo(4);
        assertThat(settings.get(CommonSettings.DATABASE_USER)).isEqualTo("env");
        assertThat(settings.get(CommonSettings.LOG_LEVEL)).isEqualTo(CommonSettings.LogLevel.WARN);
    }

    @Test
    void shouldTellEveryArgumentOfAnotherForm() {
        assertThatThrownBy(() -> ServiceArguments.parse("--config", "f", "verbose", "a=b", "--config"))
                .isInstanceOfSatisfying(
                        SettingsException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void shouldEndDoneWhenTheServiceIsClosed() {
        assertThat(run(CompletableFuture.completedFuture(null))).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldTellABugByPlaceAndNotByMessage() {
        // When
        ExitCode code = run(CompletableFuture.failedFuture(new IllegalStateException("Jane Doe")));

        // Then
        assertThat(code).isEqualTo(ExitCode.BUG);
        assertThat(errors.toString(UTF_8))
                .contains("IllegalStateException", "ServiceMainTest.java")
                .doesNotContain("Jane");
    }

    @Test
    void shouldTellWhatIsWrongWithTheWorldOrTheSettings() {
        assertThat(run(CompletableFuture.failedFuture(new RegistryUnavailableException("x", null))))
                .isEqualTo(ExitCode.OUTSIDE_WORLD);
        assertThat(run(CompletableFuture.failedFuture(new SettingsException(List.of("Expected a key file.")))))
                .isEqualTo(ExitCode.WRONG_USE);
        assertThat(errors.toString(UTF_8))
                .contains("the schema registry cannot be reached")
                .contains("Expected a key file.");
    }

    private ExitCode run(CompletionStage<Void> stopped) {
        return ServiceMain.run(
                new Factory(stopped),
                Settings.of(CommonSettings.ALL, Map.of()),
                settings -> new InMemorySchemaRegistry(),
                new PrintStream(errors, true, UTF_8));
    }

    private record Factory(CompletionStage<Void> stopped) implements ServiceFactory {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(SIZE);
        }

        @Override
        public KafkaUse kafka() {
            return new KafkaUse(List.of(), List.of(), List.of(), List.of(), List.of(), false);
        }

        @Override
        public Service create(ServiceContext context) {
            return new Service() {
                @Override
                public String name() {
                    return "test";
                }

                @Override
                public void start() {
                    // Ends as the test says.
                }

                @Override
                public Health health() {
                    return Health.of();
                }

                @Override
                public CompletionStage<Void> stopped() {
                    return stopped;
                }

                @Override
                public void close() {
                    // Nothing was opened.
                }
            };
        }
    }
}
