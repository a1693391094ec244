package io.claimstream.launcher.offline;

import io.claimstream.launcher.command.WrongUseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A directory of a report: for programs, for people, and its pictures. Half a file never looks like a whole one.
 *
 * @param path the directory; need not be there
 */
record ReportDirectory(Path path) {

    private static final String PICTURES = "pictures";

    /**
     * The directory.
     *
     * @throws WrongUseException when there is a file of this name
     */
    ReportDirectory {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new WrongUseException("Expected --out of a directory, but '" + path + "' is a file.");
        }
    }

    /**
     * Writes a file into it.
     *
     * @return the file
     */
    Path write(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, content);
        return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    Path write(String name, String content) throws IOException {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes pictures by name.
     *
     * @return their directory
     */
    Path writePictures(Map<String, String> pictures) throws IOException {
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            write(PICTURES + "/" + picture.getKey(), picture.getValue());
        }
        return path.resolve(PICTURES);
    }
}
