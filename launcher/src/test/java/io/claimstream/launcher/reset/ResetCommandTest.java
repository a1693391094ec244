package io.claimstream.launcher.reset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.cli.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetCommandTest {

    private final Path dataDir;
    private final Path locked;
    private final Path store;
    private final StringWriter err = new StringWriter();

    ResetCommandTest(@TempDir Path dataDir) throws IOException {
        this.dataDir = dataDir;
        this.locked = dataDir.resolve("state/feature-stream/claimstream-features/kafka-streams-process-metadata");
        this.store = locked.resolveSibling("0_1").resolve("rocksdb").resolve("1.sst");
        Files.createDirectories(store.getParent());
        Files.writeString(locked, "{}");
        Files.writeString(store, "12345");
        Files.createDirectories(dataDir.resolve("state/claim-ingest"));
        Files.createDirectories(dataDir.resolve("state/scoring-processor"));
        Files.createDirectories(dataDir.resolve("state/scoring-processor-rescore"));
    }

    @Test
    void shouldTellWhatWouldBeRemoved() throws IOException {
        // When
        JsonNode told = run(0, "feature-stream", "--dry-run");

        // Then
        assertThat(told.path("files").asInt()).isEqualTo(2);
        assertThat(told.path("bytes").asInt()).isEqualTo(7);
        assertThat(told.path("removed").asBoolean(true)).isFalse();
        assertThat(store).exists();
    }

    @Test
    void shouldRemoveTheStateOfOneService() throws IOException {
        // When
        JsonNode told = run(0, "feature-stream");

        // Then
        assertThat(told.path("removed").asBoolean()).isTrue();
        assertThat(dataDir.resolve("state/feature-stream")).doesNotExist();
        assertThat(dataDir.resolve("state/claim-ingest")).exists();
        assertThat(run(0, "feature-stream").path("files").asInt()).isZero();
    }

    @Test
    void shouldRemoveTheStateOfEveryApplicationOfAService() throws IOException {
        // When
        JsonNode told = run(0, "scoring-processor");

        // Then
        assertThat(told.path("folders").asText()).contains("scoring-processor,", "scoring-processor-rescore");
        assertThat(dataDir.resolve("state")).isDirectoryNotContaining("glob:**scoring*");
    }

    @Test
    void shouldRefuseWhileTheServiceRuns() throws IOException {
        // Given: as Kafka Streams holds it.
        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            // When
            run(4, "feature-stream");
        }

        // Then
        assertThat(err.toString()).contains("Expected feature-stream to be stopped");
        assertThat(store).exists();
    }

    @Test
    void shouldSayWhatIsNoServiceWithState() throws IOException {
        run(2, "feature-streem");
        assertThat(err.toString()).contains("Expected one of claim-ingest, feature-stream");
        run(2, "feedback-api");
        assertThat(err.toString()).contains("read-model rebuild");
    }

    private JsonNode run(int exit, String... more) throws IOException {
        StringWriter out = new StringWriter();
        List<String> arguments = Stream.concat(
                        Stream.of("reset", "--output", "json", "--data-dir", dataDir.toString()), Stream.of(more))
                .toList();
        assertThat(CommandLines.production()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments.toArray(String[]::new)))
                .as(err.toString())
                .isEqualTo(exit);
        return new ObjectMapper().readTree(out.toString());
    }
}
