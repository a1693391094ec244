package io.claimstream.platform.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** The static membership id of a service: made once for a data directory, so that a restarted instance takes its work back. */
final class InstanceId {

    private InstanceId() {}

    /** The id kept for a service in a directory; made when there is none. */
    static String of(Path directory, String service) {
        Path file = directory.resolve(service + ".id");
        try {
            String kept = Files.readString(file).strip();
            return kept.isEmpty() ? create(file, service) : kept;
        } catch (NoSuchFileException e) {
            return create(file, service);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file, e);
        }
    }

    private static String create(Path file, String service) {
        String id = service + "-" + UUID.randomUUID();
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, id);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file, e);
        }
    }
}
