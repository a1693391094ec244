package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that the registry's output goes to. Begun anew when it has grown large, so that it never fills a disk. Thread-safe. */
final class RegistryLog implements AutoCloseable {

    private static final long MOST_CHARACTERS = 10_000_000;

    private final Path file;
    private PrintWriter writer;
    private long written;

    private RegistryLog(Path file, PrintWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Starts the file anew. */
    static RegistryLog open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
        return new RegistryLog(file, writer(file));
    }

    private static PrintWriter writer(Path file) {
        try {
            return new PrintWriter(Files.newBufferedWriter(file), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }

    synchronized void line(String line) {
        if (written > MOST_CHARACTERS) {
            writer.close();
            writer = writer(file);
            written = 0;
        }
        writer.println(line);
        written += line.length() + 1;
    }

    @Override
    public synchronized void close() {
        writer.close();
    }
}
