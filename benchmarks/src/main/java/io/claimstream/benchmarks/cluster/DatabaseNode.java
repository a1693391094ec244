package io.claimstream.benchmarks.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL in a process of its own, on the loopback address. A shell stands guard: when this process ends, in whatever way, its input
 * closes and it ends the database.
 */
final class DatabaseNode implements Node {

    static final String USER = "postgres";

    private static final String GUARD = "\"$@\" < /dev/null & cat > /dev/null; kill -QUIT $! 2> /dev/null";
    private static final int END_SECONDS = 10;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Path directory;
    private final Path log;
    private final int port;
    private @Nullable Process guard;

    DatabaseNode(Path directory, Path logs, int port) {
        this.directory = directory;
        this.log = logs.resolve("database.log");
        this.port = port;
    }

    /** JDBC address. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Unpacks the program and makes an empty database. */
    void prepare() {
        try {
            Files.createDirectories(directory);
            EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(directory.resolve("program").toFile())
                    .setPort(port)
                    .start()
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to prepare a database in '" + directory + "'.", e);
        }
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void start() {
        try {
            List<String> command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh"));
            if (System.getProperty("user.name", "").equals("root")) {
                // PostgreSQL refuses to be run by the administrator; in a user namespace it does not see one.
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(
                    program().toString(), "-D", directory.resolve("data").toString()));
            command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-k", ""));
            guard = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the database.", e);
        }
    }

    private Path program() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("program"))) {
            return files.filter(file -> file.endsWith(Path.of("bin", "postgres")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Expected PostgreSQL to be unpacked in '" + directory + "'."));
        }
    }

    @Override
    public void kill() {
        Process running = guard;
        if (running == null) {
            return;
        }
        guard = null;
        List<ProcessHandle> family = running.descendants().toList();
        family.forEach(ProcessHandle::destroyForcibly);
        try {
            running.getOutputStream().close();
            awaitEnd(running, family);
        } catch (IOException e) {
            running.destroyForcibly();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The next start refuses as long as the system still knows the process that the data directory names. */
    private static void awaitEnd(Process running, List<ProcessHandle> family) throws InterruptedException {
        if (!running.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        while (family.stream().anyMatch(one -> ProcessHandle.of(one.pid()).isPresent())
                && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public boolean ready() {
        try (Connection connection = DriverManager.getConnection(url() + "?loginTimeout=2", USER, "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public List<Long> pids() {
        Process running = guard;
        return running == null
                ? List.of()
                : running.descendants().map(ProcessHandle::pid).toList();
    }

    @Override
    public void close() {
        kill();
    }
}
