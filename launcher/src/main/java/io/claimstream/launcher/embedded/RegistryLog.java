package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that the registry's output goes to. Thread-safe. */
final class RegistryLog implements AutoCloseable {

    private final PrintWriter writer;

    private RegistryLog(PrintWriter writer) {
        this.writer = writer;
    }

    /** Starts the file anew. */
    static RegistryLog open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new RegistryLog(new PrintWriter(Files.newBufferedWriter(file), true));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }

    void line(String line) {
        writer.println(line);
    }

    @Override
    public void close() {
        writer.close();
    }
}
