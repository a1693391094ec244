package io.claimstream.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.trace.RequestTrace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.claimstream.test");

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setErr(before);
        Logging.configure(Settings.of(CommonSettings.ALL, Map.of("log.level", "warn")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldLogKeysButNoMessagesOfExceptions(String format) {
        // Given
        configure(Map.of("log.format", format));

        // When
        LOGGER.atInfo()
                .addKeyValue("claimId", "c-1")
                .setCause(new IllegalStateException("Jane Doe", new IllegalArgumentException("12 High Street")))
                .log("claim scored");

        // Then
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("claim scored", "claimId", "c-1", "IllegalStateException", "LoggingTest.java")
                .contains("IllegalArgumentException")
                .doesNotContain("Jane")
                .doesNotContain("Street");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void shouldLogTheTraceOfARequest(String format) throws Exception {
        // Given
        configure(Map.of("log.format", format));

        // When
        RequestTrace.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .during(() -> LOGGER.info("in a request"));
        LOGGER.info("in none");

        // Then
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.contains("in a request")
                        && line.contains("traceId")
                        && line.contains("0af7651916cd43dd8448eb211c80319c"))
                .anyMatch(line -> line.contains("in none") && !line.contains("traceId"));
    }

    @Test
    void shouldLogInTheSameFormWhatLibrariesLogByTheMeansOfTheJdk() throws Exception {
        // Given
        configure(Map.of("log.format", "json"));

        // When
        java.util.logging.Logger.getLogger("a.library")
                .log(java.util.logging.Level.WARNING, "cannot send", new IllegalStateException("Jane Doe"));

        // Then
        JsonNode line = new ObjectMapper().readTree(errors.toString(StandardCharsets.UTF_8));
        assertThat(line.path("message").asText()).isEqualTo("cannot send");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("stack_trace").asText()).contains("IllegalStateException");
        assertThat(line.toString()).doesNotContain("Jane");
    }

    @Test
    void shouldLogJsonWithTheKeysThatArePromised() throws Exception {
        // Given
        configure(Map.of("log.format", "json"));

        // When
        RequestTrace.of(null).during(() -> LOGGER.atInfo()
                .addKeyValue("offset", 7)
                .setCause(new IllegalStateException("Jane Doe"))
                .log("dead letter"));

        // Then
        JsonNode line = new ObjectMapper().readTree(errors.toString(StandardCharsets.UTF_8));
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "@timestamp",
                        "@version",
                        "message",
                        "logger_name",
                        "thread_name",
                        "level",
                        "level_value",
                        "stack_trace",
                        "traceId",
                        "offset");
    }

    @Test
    void shouldLogWhatIsSevereEnough() {
        // Given
        configure(Map.of("log.level", "error"));

        // When
        LOGGER.warn("not so severe");
        LOGGER.error("severe");

        // Then
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("severe").doesNotContain("not so");
    }

    private void configure(Map<String, String> values) {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        Logging.configure(Settings.of(CommonSettings.ALL, values));
    }
}
