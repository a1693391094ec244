package io.claimstream.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The temporary directory of one child JVM. Its parent removes it after the child; the child itself does when the parent is gone.
 *
 * @param path the directory
 */
record ChildFolder(Path path) {

    private static final String PREFIX = "claimstream-child-";

    /** A new one below the temporary directory of this process. */
    static ChildFolder create() throws IOException {
        return new ChildFolder(Files.createTempDirectory(PREFIX));
    }

    /** The one that this process was given; empty when it was started otherwise, with a temporary directory that others use too. */
    static Optional<ChildFolder> ofThisProcess() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", ""));
        return Optional.of(temporary)
                .filter(it -> String.valueOf(it.getFileName()).startsWith(PREFIX))
                .map(ChildFolder::new);
    }

    /**
     * Removes it with all that is in it, if it is there.
     *
     * @throws UncheckedIOException when something in it cannot be removed
     */
    void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to remove the temporary directory " + path, e);
        }
    }
}
