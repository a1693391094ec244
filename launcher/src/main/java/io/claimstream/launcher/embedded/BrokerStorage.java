package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Prepares the log directory of a KRaft node. */
public final class BrokerStorage {

    private BrokerStorage() {}

    /**
     * Formats a new directory with the newest features; leaves one that is formatted as it is.
     *
     * @param clusterId the same for every node of a cluster
     * @param nodeId number of the node, 0 or more
     * @throws UncheckedIOException when the directory cannot be written
     */
    public static void format(Path directory, Uuid clusterId, int nodeId) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        // Formatted aside and moved, so that a kill half-way leaves nothing that looks formatted.
        Path aside = directory.resolveSibling(directory.getFileName() + ".new");
        try {
            delete(aside);
            Files.createDirectories(directory.toAbsolutePath().getParent());
            runFormatter(aside, clusterId, nodeId);
            Files.deleteIfExists(directory);
            Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to prepare the broker's directory '" + directory + "', but: " + e, e);
        }
    }

    private static void runFormatter(Path directory, Uuid clusterId, int nodeId) throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(nodeId)
                    .setClusterId(clusterId.toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (RuntimeException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
