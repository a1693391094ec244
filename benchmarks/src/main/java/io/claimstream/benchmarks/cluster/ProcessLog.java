package io.claimstream.benchmarks.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that the output of a process goes to, over its restarts. Thread-safe. */
final class ProcessLog implements AutoCloseable {

    private static final long MOST_CHARACTERS = 20_000_000;

    private final PrintWriter writer;
    private long written;

    private ProcessLog(PrintWriter writer) {
        this.writer = writer;
    }

    static ProcessLog append(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new ProcessLog(new PrintWriter(
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }

    /** Adds a line, unless the process has said too much already. */
    synchronized void line(String line) {
        if (written <= MOST_CHARACTERS) {
            writer.println(line);
            written += line.length() + 1;
        }
    }

    @Override
    public synchronized void close() {
        writer.close();
    }
}
