package io.claimstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.embedded.Ports;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.launcher.instance.CliKey;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.config.SettingsException;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.topic.PartitionsDifferException;
import io.claimstream.platform.topic.TopicDifference;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.HttpSchemaRegistry;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaRegistries;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

class ExitCodesTest {

    /** A command that fails, or ends with a code. */
    @Command(name = "failing")
    private record Failing(Optional<Exception> failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return 0;
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(1, new IllegalStateException("a bug"), "a bug"),
                Arguments.of(1, new CompletionException(new NullPointerException("nothing")), "nothing"),
                Arguments.of(2, new WrongUseException("not so"), "not so"),
                Arguments.of(2, new SettingsException(List.of("Expected a key.")), "Expected a key."),
                Arguments.of(
                        2,
                        new KafkaException(
                                "Failed to construct kafka admin client", new ConfigException("Invalid url in x: y")),
                        "Invalid url in x: y"),
                Arguments.of(3, new BadInputException("what is that"), "what is that"),
                Arguments.of(4, new OutsideWorldException("gone"), "gone"),
                Arguments.of(4, new CompletionException(new OutsideWorldException("gone")), "gone"),
                Arguments.of(4, new RegistryUnavailableException("no registry", null), "no registry"),
                Arguments.of(4, new TimeoutException("no answer"), "claimstream up"),
                Arguments.of(4, new SaslAuthenticationException("who are you"), "who are you"),
                Arguments.of(
                        4,
                        new UncheckedIOException("Expected to read", new FileNotFoundException("a.txt")),
                        "FileNotFoundException: a.txt"),
                Arguments.of(
                        4,
                        new PartitionsDifferException(List.of(new TopicDifference.Partitions(Topics.CLAIMS_SCORED, 9))),
                        "has 9 partitions"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldEndWithTheCodeOfTheFailure(int exitCode, Exception failure, String message) {
        // When
        CommandRun run = CommandRun.of(CommandLines.of(new Failing(Optional.of(failure))));

        // Then
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("claimstream: ").contains(message);
        assertThat(run.err().contains("This is a bug")).isEqualTo(exitCode == 1);
    }

    @Test
    void shouldEndWithZeroWhenDone() {
        // When
        CommandRun run = CommandRun.of(CommandLines.of(new Failing(Optional.empty())));

        // Then
        assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void shouldEndAsABugOnAnError() {
        // When
        CommandRun run = CommandRun.of(CommandLines.of(new Broken()));

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("This is a bug").contains("NoClassDefFoundError");
    }

    @Command(name = "broken")
    private static final class Broken implements Runnable {

        @Override
        public void run() {
            throw new NoClassDefFoundError("a/Library");
        }
    }

    @Test
    void shouldBlameTheWorldForATakenPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertOutsideWorld(
                    () -> Ports.requireFree("127.0.0.1", socket.getLocalPort(), "broker.port"), "broker.port");
        }
    }

    @Test
    void shouldBlameTheWorldForADataDirectoryInUse(@TempDir Path dataDir) throws IOException {
        try (FileChannel lock =
                FileChannel.open(dataDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
            assertOutsideWorld(() -> AllInOne.requireNotRunning(dataDir), "another one runs on it");
        }
    }

    @Test
    void shouldBlameTheWorldForAnInstanceThatWasNeverReady(@TempDir Path dataDir) {
        assertOutsideWorld(() -> CliKey.read(dataDir), "ready for the first time");
    }

    @Test
    void shouldBlameTheWorldForADatabaseThatDoesNotAnswer(@TempDir Path dataDir) throws IOException {
        // Given: a file where a directory is needed
        Files.writeString(dataDir.resolve("file"), "");
        Settings settings = Settings.of(
                CommonSettings.ALL,
                Map.of("database.url", "jdbc:h2:file:" + dataDir.toAbsolutePath() + "/file/database;IFEXISTS=TRUE"));

        // When, Then
        assertOutsideWorld(() -> Database.open(settings).close(), "database.url");
    }

    @Test
    void shouldBlameTheWorldForSchemaIdsThatMeanSomethingElse(@TempDir Path kept) throws IOException {
        // Given: id 1 on disk, id 2 in the registry
        Files.writeString(
                kept.resolve("1.json"),
                "{\"subject\": \"a-value\", \"id\": 1, \"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            byte[] answer = "{\"id\": 2}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        HttpSchemaRegistry registry = SchemaRegistries.http(
                "http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), Optional.of(kept));

        // When, Then
        try {
            assertOutsideWorld(registry::verifyCache, "has id 1 here and 2 there");
        } finally {
            server.stop(0);
        }
    }

    private static void assertOutsideWorld(Runnable work, String message) {
        Throwable failure = catchThrowable(work::run);
        assertThat(failure).isNotNull();
        Failure known = Failure.of(failure);
        assertThat(known.code().number()).as("%s", failure).isEqualTo(4);
        assertThat(known.message()).contains(message);
    }
}
