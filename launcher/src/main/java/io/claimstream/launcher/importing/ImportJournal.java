package io.claimstream.launcher.importing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import has finished, a line for each claim, so that an interrupted one goes on where it stopped. Only saves work:
 * without it the import asks the API for each row. Thread-safe.
 */
final class ImportJournal implements AutoCloseable {

    /** How far a row has come for good. */
    enum Done {
        REJECTED,
        SCORED,
        SETTLED
    }

    private final Map<String, Done> finished;
    private final BufferedWriter writer;

    private ImportJournal(Map<String, Done> finished, BufferedWriter writer) {
        this.finished = finished;
        this.writer = writer;
    }

    /**
     * Opens the journal of a file.
     *
     * @throws UncheckedIOException when it cannot be read or written
     */
    static ImportJournal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean begun = Files.exists(file);
            Map<String, Done> finished = begun ? read(file) : new HashMap<>();
            BufferedWriter writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            // What follows a line that was cut must not become part of it.
            writer.write(begun ? "\n" : "");
            return new ImportJournal(finished, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to use the import journal " + file, e);
        }
    }

    /** A kill may have cut the last line, so a line that says nothing is passed over. */
    private static Map<String, Done> read(Path file) throws IOException {
        Map<String, Done> finished = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int space = line.indexOf(' ');
            String claimId = line.substring(Math.min(space + 1, line.length()));
            List.of(Done.values()).stream()
                    .filter(done -> space > 0 && done.name().equals(line.substring(0, space)) && claimId.endsWith("."))
                    .forEach(done -> finished.put(claimId.substring(0, claimId.length() - 1), done));
        }
        return finished;
    }

    /** Whether a claim needs nothing more. */
    synchronized boolean isFinished(ImportedRow row) {
        Done done = finished.get(row.claimId());
        return done == Done.REJECTED
                || done == Done.SETTLED
                || (done == Done.SCORED && row.settlement().isEmpty());
    }

    /** What a claim has come to in this or an earlier import. */
    synchronized Done get(ImportedRow row) {
        Done done = finished.get(row.claimId());
        if (done == null) {
            throw new IllegalStateException("Expected the journal to know claim '" + row.claimId() + "'.");
        }
        return done;
    }

    /** Notes what a claim has come to. */
    synchronized void note(ImportedRow row, Done done) {
        if (finished.put(row.claimId(), done) == done) {
            return;
        }
        try {
            writer.write(done + " " + row.claimId() + ".\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write the import journal", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
