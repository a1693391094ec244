package io.claimstream.launcher.claimant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class LetterCommandTest {

    private final List<String> requests = new ArrayList<>();
    private HttpServer api;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/scores", exchange -> {
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Accept"));
            byte[] letter = "a letter".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, letter.length);
            exchange.getResponseBody().write(letter);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldWriteTheFormThatTheEndingOfTheFileNames() throws IOException {
        // Given
        Path pdf = directory.resolve("letter.PDF");
        Path page = directory.resolve("letter.html");

        // When
        @Nullable Throwable first = run("--score", "s_1", "--to", pdf.toString());
        @Nullable Throwable second = run("--score", "s_1", "--to", page.toString());

        // Then
        assertThat(first).isNull();
        assertThat(second).isNull();
        assertThat(requests)
                .containsExactly("/v1/scores/s_1/letter application/pdf", "/v1/scores/s_1/letter text/html");
        assertThat(Files.readString(pdf)).isEqualTo("a letter");
        assertThat(Files.readString(page)).isEqualTo("a letter");
    }

    @Test
    void shouldRefuseOtherFilesAndIdsBeforeItAsks() {
        assertThat(run("--score", "s_1", "--to", "letter.doc")).isInstanceOf(WrongUseException.class);
        assertThat(run("--score", "s_1", "--to", "letter")).isInstanceOf(WrongUseException.class);
        assertThat(run("--score", "../x", "--to", "letter.pdf")).isInstanceOf(WrongUseException.class);
        assertThat(requests).isEmpty();
    }

    private @Nullable Throwable run(String... arguments) {
        List<Throwable> thrown = new ArrayList<>();
        int unused = new CommandLine(new LetterCommand(connection -> new InstanceApi(
                        ApiAccess.of(
                                URI.create(
                                        "http://127.0.0.1:" + api.getAddress().getPort()),
                                "cs_test"),
                        Duration.ofSeconds(5))))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(new StringWriter()))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    thrown.add(failure);
                    return 1;
                })
                .execute(arguments);
        return thrown.isEmpty() ? null : thrown.get(0);
    }
}
