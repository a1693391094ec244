package io.claimstream.launcher.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class ExportCommandTest {

    private static final String EXPORT =
            "{\"insurer\":\"acme\",\"subject\":\"p-1\",\"madeAt\":\"x\",\"revisions\":[{\"a\":1}],\"counts\":{\"t\":2}}";

    private final List<String> requests = new ArrayList<>();
    private HttpServer api;
    private int status = 200;
    private int missing;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/privacy", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldWriteAFileThatOnlyItsOwnerReads() throws IOException {
        // When
        int page = run("--claim", "acme/c/1", "--to", file("x.html"), "--reason", "art. 15");
        int json = run("--subject", "acme/p-1", "--to", file("x.json"), "--reason", "r");

        // Then
        assertThat(List.of(page, json)).containsOnly(0);
        assertThat(requests)
                .containsExactly(
                        "/v1/privacy/export?insurer=acme&claim=c%2F1&reason=art.+15 text/html",
                        "/v1/privacy/export?insurer=acme&subject=p-1&reason=r application/json");
        assertThat(directory.resolve("x.json")).hasContent(EXPORT);
        assertThat(Files.getPosixFilePermissions(directory.resolve("x.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void shouldLeaveNothingOfWhatBreaksOff() throws IOException {
        // Given
        missing = 5;

        // When
        int ended = run("--claim", "acme/c-1", "--to", file("x.json"), "--reason", "r");

        // Then
        assertThat(ended).isNotZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(run("--claim", "acme", "--to", file("x.json"), "--reason", "r"))
                .isNotZero();
        assertThat(run("--claim", "acme/c-1", "--to", file("x.txt"), "--reason", "r"))
                .isNotZero();
        assertThat(run("--claim", "acme/c-1", "--to", file("x.html"), "--reason", "r", "--check"))
                .isNotZero();
        assertThat(run("--to", file("x.json"), "--reason", "r")).isEqualTo(2);
        assertThat(run("--claim", "acme/c-1", "--to", file("x.json"))).isEqualTo(2);
        assertThat(requests).isEmpty();
        status = 503;
        assertThat(run("--claim", "acme/c-1", "--to", file("x.json"), "--reason", "r"))
                .isNotZero();
    }

    @Test
    void shouldFindOneRecordThatIsMissing() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("x.json"), EXPORT);
        ExportedCounts exported = ExportedCounts.read(file);

        // When
        Comparison same = new Comparison(exported, Map.of("t", 2L));
        Comparison other = new Comparison(exported, Map.of("t", 3L));

        // Then
        assertThat(same.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(other.exitCode()).isEqualTo(ExitCode.BUG);
        assertThat(other.json().path("t").asText()).isEqualTo("2 of 3");
    }

    @Test
    void shouldNotCountForWhoeverWasErased() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("x.json"),
                "{\"insurer\":\"acme\",\"subject\":\"p-1\",\"erased\":{\"receipt\":\"e-1\"}}");

        // When
        Comparison comparison = new Comparison(ExportedCounts.read(file), Map.of());

        // Then
        assertThat(comparison.exitCode()).isEqualTo(ExitCode.ERASED);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Accept"));
        byte[] bytes = EXPORT.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length - missing);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private int run(String... arguments) {
        StringWriter out = new StringWriter();
        return new CommandLine(new ExportCommand(connection -> api()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }

    private InstanceApi api() {
        return new InstanceApi(
                ApiAccess.of(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "cs_test"),
                Duration.ofSeconds(5));
    }
}
