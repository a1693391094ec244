package io.claimstream.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Listens to an event stream until closed. Thread-safe. */
final class Listener implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InputStream stream;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Listener(InputStream stream) {
        this.stream = stream;
        Thread thread = new Thread(this::read, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** Everything so far. */
    String text() {
        return String.join("\n", lines);
    }

    /** Waits until a text has come. */
    void await(String text) {
        Awaitility.await().atMost(PATIENCE).until(() -> text().contains(text));
    }

    /** The last id that has come. */
    String lastId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((one, other) -> other)
                .orElseThrow()
                .substring(4);
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("ended");
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
