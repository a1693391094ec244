package io.claimstream.launcher.reset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state stores of a service on this disk. Kafka Streams keeps each on a topic too, and reads what is missing here from there. */
record StateFolders(List<Path> folders) {

    /** Kafka Streams holds a lock on this file of an application for as long as its process lives. */
    private static final String LOCKED = "kafka-streams-process-metadata";

    /** Those of a service, which may run several applications: a folder of its name, and others that begin with it. */
    static StateFolders of(Path state, String service) throws IOException {
        if (!Files.isDirectory(state)) {
            return new StateFolders(List.of());
        }
        try (Stream<Path> all = Files.list(state)) {
            return new StateFolders(all.filter(it -> isOf(it.getFileName().toString(), service))
                    .sorted()
                    .toList());
        }
    }

    private static boolean isOf(String folder, String service) {
        return folder.equals(service) || folder.startsWith(service + "-");
    }

    /** What there is. */
    record Content(int files, long bytes) {}

    Content content() throws IOException {
        long bytes = 0;
        List<Path> files = files().stream().filter(Files::isRegularFile).toList();
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new Content(files.size(), bytes);
    }

    /** Whether a process works with it. */
    boolean isInUse() throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().equals(LOCKED) && isLocked(file)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                @Nullable FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** Removes it, the deepest first. Cut short, what is left is still a state that Kafka Streams checks and mends. */
    void remove() throws IOException {
        for (Path file : files().stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                files.addAll(all.toList());
            }
        }
        return files;
    }
}
