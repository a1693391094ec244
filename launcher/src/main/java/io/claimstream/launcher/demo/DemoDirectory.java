package io.claimstream.launcher.demo;

import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.AllInOne;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo counts from the beginning of every topic, so it starts on an empty directory: {@code demo} in the data directory. It deletes only
 * what an earlier demo made, which it knows by its marker.
 */
final class DemoDirectory {

    private static final String MARKER = "made-by-claimstream-demo";

    private DemoDirectory() {}

    /**
     * The settings with an empty data directory.
     *
     * @throws WrongUseException when the directory is there and is not a demo's
     * @throws io.claimstream.launcher.instance.DataDirInUseException when another demo runs on it
     */
    static Settings fresh(Settings settings) {
        Path directory = settings.dataPath("demo");
        try {
            if (Files.exists(directory)) {
                AllInOne.requireNotRunning(directory);
                delete(directory);
            }
            Files.createDirectories(directory);
            Files.createFile(directory.resolve(MARKER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.with(CommonSettings.DATA_DIR, directory.toString());
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(MARKER))) {
            throw new WrongUseException("Expected '" + directory
                    + "' to be made by an earlier demo, but it is not. Name another directory with --data-dir.");
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
